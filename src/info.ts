import type { CaptureFile, CaptureInput } from './capture/captures.js';
import type { Moment } from './capture/moment.js';
import type { Packet, PacketSink } from './capture/packet.js';
import type { CaptureInterface } from './capture/summary.js';
import { Dissection, type DissectionOptions } from './dissection.js';
import { etherTypeName } from './link/ethertype-names.js';
import type { HeaderCounts } from './link/header-counts.js';
import { Layer } from './link/layer.js';
import { layerName } from './link/layer-names.js';
import { linkTypeName } from './link/link-type-names.js';
import { Decapsulator } from './net/decapsulator.js';
import { ipProtocolName } from './net/ip-protocol-names.js';
import type { CaptureRecord, CrossCheckInfo, InfoRecord, InterfaceInfo } from './output/info-record.js';
import { isoTime } from './output/iso-time.js';
import { present } from './output/present.js';
import type { EndView, FrameView, MessageView, Session, SessionSink, Warning, WarningCode } from './session/events.js';

/** What captures hold: each by itself, and all together. */
export interface CaptureInfo {
  readonly captures: readonly CaptureRecord[];
  readonly total: InfoRecord;
}

export interface InfoOptions extends Pick<DissectionOptions, 'limits' | 'wsPorts'> {
  /** Read each capture with the package pcap-parser as well, and compare. */
  readonly crossCheck?: boolean;
}

/**
 * Tells what captures hold. What is wrong with one is counted among the warnings; nothing is thrown for it.
 * @param sources paths (`-` is standard input), bytes, or streams of them
 */
export async function inspect(sources: readonly CaptureInput[], options: InfoOptions = {}): Promise<CaptureInfo> {
  const dissection = new Dissection(sources, options);
  const survey = new Survey();
  for await (const _ of dissection.run(survey, survey));
  return survey.info(dissection.files, options.crossCheck === true ? await crossCheckAll(sources) : []);
}

const READ_ONCE: CrossCheckInfo = {
  agreed: false,
  packetsOurs: 0,
  packetsTheirs: 0,
  reasons: ['what comes from a pipe or a stream can be read only once'],
};

/** @returns for each source what the comparison came to */
export async function crossCheckAll(sources: readonly CaptureInput[]): Promise<CrossCheckInfo[]> {
  const { crossCheck } = await import('./capture/cross-check.js');
  const results: CrossCheckInfo[] = [];
  for (const source of sources) {
    const again = source instanceof Uint8Array || (typeof source === 'string' && source !== '-');
    results.push(again ? await crossCheck(source) : READ_ONCE);
  }
  return results;
}

/** Counts what a dissection comes across. */
export class Survey implements SessionSink, PacketSink {
  readonly #decapsulator = new Decapsulator();
  readonly #warnings = new Map<WarningCode, number>();
  #packets = 0;
  #sessions = 0;
  #refused = 0;
  #handshakeMissing = 0;
  #messages = 0;

  packet(packet: Packet): void {
    this.#packets++;
    for (let found = this.#decapsulator.walk(packet); found; ) found = this.#decapsulator.walkNext();
  }

  session({ handshake }: Session): void {
    this.#sessions++;
    if (handshake === 'refused') this.#refused++;
    if (handshake === 'missing') this.#handshakeMissing++;
  }

  message(_message: MessageView): void {
    this.#messages++;
  }

  warning({ code }: Warning): void {
    this.#warnings.set(code, (this.#warnings.get(code) ?? 0) + 1);
  }

  frame(_frame: FrameView): void {}
  end(_end: EndView): void {}

  /** @param crossChecks for each of the files; none where that was not wanted */
  info(files: readonly CaptureFile[], crossChecks: readonly CrossCheckInfo[] = []): CaptureInfo {
    return {
      captures: files.map((file, index) => captureRecord(file, crossChecks[index])),
      total: {
        type: 'info',
        packets: this.#packets,
        protocols: protocolsOf(this.#decapsulator.counts),
        sessions: this.#sessions,
        refused: this.#refused,
        handshakeMissing: this.#handshakeMissing,
        messages: this.#messages,
        warnings: [...this.#warnings].map(([code, count]) => ({ code, count })),
      },
    };
  }
}

/** Layers that stand inside of the others; of protocols that are as frequent, the outer comes first. */
const INNER_LAYERS: readonly number[] = [Layer.IPV4, Layer.IPV6, Layer.UDP, Layer.TCP];

function protocolsOf(counts: HeaderCounts): { protocol: string; packets: number }[] {
  const packets = new Map<string, number>();
  const add = (protocol: string | undefined, count: number) => {
    if (protocol !== undefined && count > 0) packets.set(protocol, (packets.get(protocol) ?? 0) + count);
  };
  const layers = [...counts.layers.keys()].filter((layer) => !INNER_LAYERS.includes(layer));
  for (const layer of [...layers, ...INNER_LAYERS]) add(layerName(layer as Layer), counts.layers[layer] ?? 0);
  for (const [etherType, count] of counts.otherEtherTypes) add(etherTypeName(etherType), count);
  for (const [protocol, count] of counts.otherIpProtocols.entries()) add(ipProtocolName(protocol), count);
  return [...packets]
    .map(([protocol, count]) => ({ protocol, packets: count }))
    .sort((one, other) => other.packets - one.packets);
}

function captureRecord({ name, size, summary }: CaptureFile, crossCheck: CrossCheckInfo | undefined): CaptureRecord {
  const { first, last, packets = 0, bytes = 0, outOfOrder, withoutTime } = summary?.tally ?? {};
  return present<CaptureRecord>({
    type: 'capture',
    name,
    size,
    format: summary?.format,
    version: summary?.version || undefined,
    compression: summary?.compression,
    packets,
    bytes,
    first: first && isoTime(first),
    last: last && isoTime(last),
    duration: first && last && secondsBetween(first, last),
    outOfOrder: outOfOrder || undefined,
    withoutTime: withoutTime || undefined,
    hardware: summary?.hardware,
    operatingSystem: summary?.operatingSystem,
    application: summary?.application,
    sections: summary?.sections,
    interfaces: summary?.interfaces.map(interfaceInfo),
    interfacesOmitted: summary?.interfacesOmitted || undefined,
    comments: summary?.comments.length ? summary.comments : undefined,
    commentsOmitted: summary?.commentsOmitted || undefined,
    secrets: summary && (summary.secrets.length + summary.secretsOmitted || undefined),
    crossCheck,
  });
}

function interfaceInfo(of: CaptureInterface): InterfaceInfo {
  return present<InterfaceInfo>({
    section: of.section,
    id: of.id,
    name: of.name,
    description: of.description,
    linkType: of.linkType,
    linkTypeName: linkTypeName(of.linkType),
    snaplen: of.snaplen,
    resolution: of.resolution,
    fcsLength: of.fcsLength || undefined,
    filter: of.filter,
    hardware: of.hardware,
    operatingSystem: of.operatingSystem,
    packets: of.packets,
    received: of.received,
    dropped: of.dropped,
    droppedBySystem: of.droppedBySystem,
    droppedBetween: of.droppedBetween,
  });
}

function secondsBetween(first: Readonly<Moment>, last: Readonly<Moment>): number {
  return Number((last.seconds - first.seconds + (last.nanoseconds - first.nanoseconds) / 1e9).toFixed(9));
}
