import type { Moment } from '../capture/moment.js';
import type { DeflateAgreement } from '../http/extensions.js';
import type { Side } from '../tcp/flow-table.js';
import { describeFrame, FRAME_PROTOCOLS, isCut, type ShownFrame } from '../websocket/describe-frame.js';
import { type AssembledFrame, FrameAssembler } from '../websocket/frame-assembler.js';
import { frameInfo } from '../websocket/frame-info.js';
import { Opcode } from '../websocket/opcode.js';
import { Inflater } from '../websocket/permessage-deflate.js';
import { RunFinder } from '../websocket/run-finder.js';
import { type Application, type ApplicationContext, draws } from './application.js';
import { enterUnit, keepUnit, partOf } from './reassembled-pdu.js';

/** Evidence in bits that a run of frames behind a hole must have: the direction is known to be WebSocket. */
const RESUME_BITS = 12;

/** WebSocket above TCP. */
export class WebSocketApplication implements Application {
  readonly #context: ApplicationContext;
  readonly #gathers: boolean;
  readonly #client: Side;
  readonly #assemblers: readonly [FrameAssembler, FrameAssembler];
  /** Of a side of which it is not known where the next frame begins. */
  readonly #finders: [RunFinder | undefined, RunFinder | undefined] = [undefined, undefined];

  /** @param deflate what was agreed on for compression */
  constructor(context: ApplicationContext, client: Side, deflate: DeflateAgreement | undefined) {
    this.#context = context;
    this.#gathers = draws(context.drawn, FRAME_PROTOCOLS);
    this.#client = client;
    this.#assemblers = [this.#assembler(0, deflate), this.#assembler(1, deflate)];
  }

  #assembler(side: Side, deflate: DeflateAgreement | undefined): FrameAssembler {
    const { limits, budget } = this.#context;
    const alone = side === this.#client ? deflate?.clientNoContextTakeover : deflate?.serverNoContextTakeover;
    return new FrameAssembler({
      take: (frame) => this.#frame(frame),
      gather: this.#gathers,
      limit: limits['message-bytes'],
      budget,
      inflater: deflate === undefined ? undefined : new Inflater(alone !== true, budget),
    });
  }

  isOpen(side: Side): boolean {
    return this.#finders[side] === undefined && !this.#assemblers[side].frames.atBoundary;
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): number {
    const finder = this.#finders[side];
    if (finder === undefined) {
      this.#assemblers[side].push(bytes, start, end, carrier);
      return end;
    }
    finder.push(bytes, start, end, carrier, at);
    if (finder.bits >= RESUME_BITS) this.#resume(side, finder);
    return end;
  }

  #resume(side: Side, finder: RunFinder): void {
    this.#finders[side] = undefined;
    finder.take((bytes, start, end, carrier) => this.#assemblers[side].push(bytes, start, end, carrier));
  }

  gap(side: Side, length: number, _reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    const assembler = this.#assemblers[side];
    if (this.#finders[side] === undefined && assembler.gap(length, at.packet)) return;
    assembler.abandon();
    const { limits, budget } = this.#context;
    this.#finders[side] ??= new RunFinder(side === this.#client, true, limits['probe-bytes'], budget);
  }

  fin(): void {
    // A frame that is open stays so.
  }

  release(): void {
    for (const assembler of this.#assemblers) assembler.release();
  }

  #frame(frame: AssembledFrame): void {
    const { pdus } = this.#context;
    const gathers = this.#gathers;
    const info = frameInfo(frame, gathers ? isCut(frame) : frame.missing > 0);
    const size = frame.headerLength + frame.payloadLength;
    const pdu = { protocol: 'WebSocket', layers: layersOf(frame), info, size, part: partOf(frame) };
    if (!gathers) {
      pdus.push(pdu);
      return;
    }
    const unit = keepUnit(frame);
    const { unmasked, deflate, message, inflated } = frame;
    const shown: ShownFrame = {
      bytes: unit.bytes,
      start: unit.start,
      end: unit.end,
      unmasked,
      deflate,
      message,
      inflated,
    };
    pdus.push({
      ...pdu,
      describe: (tree) => {
        enterUnit(tree, unit);
        describeFrame(tree, shown);
      },
    });
  }
}

const LAYERS: readonly string[] = ['http', 'websocket'];
const TEXT_LAYERS: readonly string[] = [...LAYERS, 'data-text-lines'];
const DATA_LAYERS: readonly string[] = [...LAYERS, 'data'];

/** As in frame.protocols: what a message is stands behind its last frame. */
function layersOf({ fin, opcode, payloadLength, message }: AssembledFrame): readonly string[] {
  const whole = fin && payloadLength > 0 ? (message?.opcode ?? opcode) : Opcode.CLOSE;
  if (whole === Opcode.TEXT) return TEXT_LAYERS;
  return whole === Opcode.BINARY ? DATA_LAYERS : LAYERS;
}
