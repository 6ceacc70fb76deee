import type { Moment } from '../capture/moment.js';
import { describeContinuation, describeHttpMessage, MESSAGE_PROTOCOLS } from '../http/describe-message.js';
import type { DeflateAgreement } from '../http/extensions.js';
import { type GatheredMessage, MessageGatherer, type MessageGathererSink } from '../http/message-gatherer.js';
import { bareInfo, bodyInfo, CONTINUATION_INFO, type MessageInfo, messageInfo } from '../http/message-info.js';
import type { Side } from '../tcp/flow-table.js';
import { type Application, type ApplicationContext, draws } from './application.js';
import { enterUnit, keepUnit, partOf } from './reassembled-pdu.js';

/** What a connection's HTTP ends in. */
export interface HttpSuccessor {
  /** From here on both sides speak WebSocket. */
  upgraded(client: Side, deflate: DeflateAgreement | undefined, hasRequest: boolean): void;
  /** From here on both sides speak something else: it is looked at anew. */
  switched(): void;
}

/** HTTP/1 above TCP. */
export class HttpApplication implements Application, MessageGathererSink {
  readonly #context: ApplicationContext;
  readonly #successor: HttpSuccessor;
  readonly #gathers: boolean;
  readonly #gatherer: MessageGatherer;
  /** Packet that completed a head, and the side of that. */
  #headPacket = 0;
  #headSide: Side = 0;
  #packet = 0;

  constructor(context: ApplicationContext, successor: HttpSuccessor) {
    const { limits, budget, drawn } = context;
    this.#gathers = draws(drawn, MESSAGE_PROTOCOLS);
    this.#context = context;
    this.#successor = successor;
    this.#gatherer = new MessageGatherer(this, {
      headLimit: limits['header-bytes'],
      limit: limits['message-bytes'],
      budget,
      whole: this.#gathers,
    });
  }

  isOpen(side: Side): boolean {
    return this.#gatherer.isInside(side);
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, _carrier: number, at: Readonly<Moment>): number {
    this.#packet = at.packet;
    const taken = this.#gatherer.push(side, bytes, start, end, at);
    const { position } = this.#gatherer;
    if (taken !== 'not-http') return position;
    // Of what follows a message in its own packet and is none, Wireshark says nothing unless it has a line.
    if (this.#context.pdus.length > 0 && !bytes.subarray(position, end).includes(LINE_FEED)) return end;
    const layers = ['http', 'data'];
    const describe = this.#gathers
      ? {
          describe: (tree: Parameters<typeof describeContinuation>[0]) =>
            describeContinuation(tree, bytes, position, end),
        }
      : {};
    this.#context.pdus.push({ protocol: 'HTTP', layers, info: CONTINUATION_INFO, ...describe });
    return end;
  }

  passOver(side: Side): number {
    return this.#gatherer.passOver(side);
  }

  gap(side: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    this.#packet = at.packet;
    if (reason === 'cut' && this.#gatherer.cutHead(side, at)) return;
    this.#gatherer.gap(side, length, at);
  }

  fin(side: Side, at: Readonly<Moment>): void {
    this.#gatherer.finish(side, at);
  }

  release(): void {
    this.#gatherer.release();
  }

  head(message: GatheredMessage): void {
    this.#headPacket = this.#packet;
    this.#headSide = message.side;
  }

  /** The start line of the message that a side has begun in the packet at hand, and that later ones complete. */
  openInfo(side: Side, packet: number): string | undefined {
    return this.#gatherer.openInfo(side, side === this.#headSide && packet === this.#headPacket);
  }

  message(message: GatheredMessage): void {
    const known = infoOf(message);
    const info = message.truncated && !message.hasBody ? `${known.info}${CUT_INFO}` : known.info;
    const { protocol, layers } = known;
    if (!this.#gathers) {
      this.#context.pdus.push({ protocol, layers, info });
      return;
    }
    const unit = keepUnit(message);
    const shift = unit.start - message.start;
    const shown = { ...message, ...unit, headEnd: message.headEnd + shift };
    this.#context.pdus.push({
      protocol,
      layers,
      info,
      part: partOf(message),
      describe: (tree) => {
        enterUnit(tree, unit);
        describeHttpMessage(tree, shown);
      },
    });
  }

  upgraded(client: Side, deflate: DeflateAgreement | undefined, hasRequest: boolean): void {
    this.#successor.upgraded(client, deflate, hasRequest);
  }

  switched(): void {
    this.#successor.switched();
  }
}

/** What the list says of a message whose head the snaplen cut. */
const CUT_INFO = '[Packet size limited during capture]';

function infoOf(message: GatheredMessage): MessageInfo {
  const { info, unkept } = message;
  if (!message.hasBody) return bareInfo(info);
  return unkept === undefined ? messageInfo(message) : bodyInfo(info, unkept, message.contentLength > 0);
}

const LINE_FEED = 0x0a;
