import { type CaptureFile, type CaptureInput, Captures } from './capture/captures.js';
import type { Packet, PacketSink } from './capture/packet.js';
import type { CaptureInterface } from './capture/summary.js';
import { PacketDissector, type PacketDissectorOptions } from './packets/packet-dissector.js';
import type { PacketViewSink, Timeline } from './packets/packet-view.js';
import type { Warning } from './session/events.js';
import { LinkTypeWarnings } from './session/link-type-warnings.js';

/** How captures are read packet by packet. */
export interface PacketDissectionOptions extends PacketDissectorOptions {
  /** Reads the last capture on as it grows, like `tail -f`, until this is aborted. */
  readonly follow?: AbortSignal;
}

/** One run over one or more captures that shows each packet. */
export class PacketDissection {
  /** Packets read so far. */
  packets = 0;
  readonly #captures: Captures;
  readonly #dissector: PacketDissector;

  #sink: PacketViewSink | undefined;

  constructor(inputs: readonly CaptureInput[], options: PacketDissectionOptions = {}) {
    this.#captures = new Captures(inputs, options.follow === undefined ? {} : { follow: options.follow });
    this.#dissector = new PacketDissector(
      { view: (packet) => this.#sink?.view(packet) },
      { ...options, interfaceOf: (packet) => this.#interfaceOf(packet) },
    );
  }

  /** The interface of the packet at hand: of the section that is being read. Classic captures tell of none. */
  #interfaceOf({ file, interfaceId }: Packet): CaptureInterface | undefined {
    const summary = this.#captures.files[file]?.summary;
    if (summary?.kind !== 'pcapng') return undefined;
    return summary.interfaces.findLast(({ id, section }) => id === interfaceId && section === summary.sections - 1);
  }

  /** What times are counted from. */
  get timeline(): Timeline {
    return this.#dissector.timeline;
  }

  /** The captures, in the order in which they were given. */
  get files(): readonly CaptureFile[] {
    return this.#captures.files;
  }

  /** Bytes read so far of all captures, as they lie on disk. */
  get bytesRead(): number {
    return this.#captures.bytesRead;
  }

  /**
   * Hands every packet to `sink`; yields after each piece of input.
   * @param warn is told what is wrong with a capture
   * @param packets looks at each packet after `sink` has seen it
   */
  async *run(sink: PacketViewSink, warn: (warning: Warning) => void, packets?: PacketSink): AsyncGenerator<void> {
    this.#sink = sink;
    const dissector = this.#dissector;
    const linkTypes = new LinkTypeWarnings();
    const entrance: PacketSink = {
      packet: (packet) => {
        this.packets = packet.number;
        dissector.packet(packet);
        const linkType = dissector.unknownLinkType;
        const warning = linkType === undefined ? undefined : linkTypes.about(linkType, packet.number);
        if (warning !== undefined) warn(warning);
        packets?.packet(packet);
      },
    };
    yield* this.#captures.read(entrance, warn);
    dissector.finish();
    yield;
  }
}
