/**
 * wsdissect: from a packet capture to the conversation on its WebSocket connections.
 *
 * {@link dissect} and {@link inspect} are what most programs need. The layers below them can be used alone.
 */

// Captures: from files, pipes and bytes to packets.
export { type CaptureFile, type CaptureInput, Captures, type CapturesOptions } from './capture/captures.js';
export type { Moment } from './capture/moment.js';
export { Packet, type PacketSink } from './capture/packet.js';
export { CaptureProblem, type CaptureProblemCode } from './capture/problem.js';
export type { CaptureComment, CaptureInterface, CaptureSecrets, CaptureSummary } from './capture/summary.js';
// The packet view: each packet as Wireshark shows it.
export { compileFilter, type DisplayFilter } from './display-filter/display-filter.js';
export { FilterError, renderFilterError } from './display-filter/filter-error.js';
export { dissect } from './dissect.js';
export { Dissection, type DissectionOptions } from './dissection.js';
export { Extraction, type ExtractionOptions } from './extract/extraction.js';
export type { Field, FieldType, FieldValue } from './field/field.js';
export { itemText } from './field/item-text.js';
export { FieldRegistry } from './field/registry.js';
export { type DataSource, Tree, TreeItem } from './field/tree.js';
export { valueText } from './field/value-text.js';
// Choosing.
export type { FilterOptions } from './filter/filter-options.js';
export { SessionFilter } from './filter/session-filter.js';
export { parseTimeBound, type TimeBound } from './filter/time-bound.js';
export type { FollowedPiece, FollowedStream, FollowSink } from './follow/follow-sink.js';
export { Following, type FollowingOptions } from './follow/following.js';
export { type CaptureInfo, crossCheckAll, type InfoOptions, inspect, Survey } from './info.js';
export { DEFAULT_LIMITS, type LimitName, type Limits } from './limits.js';
// Links and networks: from packets to TCP segments.
export { Decapsulator } from './net/decapsulator.js';
// Output: from events to bytes.
export type { ByteOutput } from './output/byte-output.js';
export { ByteWriter } from './output/byte-writer.js';
export type { TimeStyle } from './output/clock.js';
export { FiddlerFormat } from './output/fiddler.js';
export { matchingFields, writeFieldRecords, writeFieldTable } from './output/field-list.js';
export { type FieldsOptions, withFieldsOption } from './output/fields-options.js';
export { FileDescriptorOutput } from './output/file-descriptor.js';
export { loadFollowFormat } from './output/follow-formats.js';
export type { OutputFormat } from './output/format.js';
export type { CaptureRecord, CrossCheckInfo, InfoRecord, InterfaceInfo } from './output/info-record.js';
export { infoText } from './output/info-text.js';
export { LinesFormat, type LinesOptions } from './output/lines.js';
export { NdjsonFormat } from './output/ndjson.js';
export { PacketColours } from './output/packet-colours.js';
export { PacketDetails } from './output/packet-details.js';
export { PacketEk } from './output/packet-ek.js';
export { PacketFields } from './output/packet-fields.js';
export { PacketJson } from './output/packet-json.js';
export { PacketList } from './output/packet-list.js';
export { PacketTsharkJson } from './output/packet-tshark-json.js';
export type { Palette, Style } from './output/palette.js';
export { PayloadFiles } from './output/payloads.js';
export type {
  DissectRecord,
  EndRecord,
  FrameRecord,
  MessageRecord,
  SessionRecord,
  WarningRecord,
} from './output/record.js';
export { RecordSink } from './output/record-sink.js';
export { type ListedSession, SessionList } from './output/session-list.js';
export { SessionRecords } from './output/session-records.js';
export { sessionTable } from './output/session-table.js';
export { statsRecords } from './output/stats-records.js';
export { statsText } from './output/stats-text.js';
export type { TextOptions } from './output/text-options.js';
export { PacketDissection, type PacketDissectionOptions } from './packet-dissection.js';
export { ALL_FIELDS, fieldRegistry } from './packets/fields.js';
export { MessageMatcher } from './packets/message-matcher.js';
export { PacketDissector, type PacketDissectorOptions } from './packets/packet-dissector.js';
export { PacketMatcher } from './packets/packet-matcher.js';
export { type PacketChoice, PacketSelection } from './packets/packet-selection.js';
export type { DrawablePacket, PacketView, PacketViewSink, Timeline } from './packets/packet-view.js';
// Sessions: from packets to messages.
export { Dissector, type DissectorOptions } from './session/dissector.js';
export type {
  Endpoint,
  EndView,
  FrameView,
  From,
  MessageKind,
  MessageView,
  Session,
  SessionIdentity,
  SessionSink,
  Warning,
  WarningCode,
} from './session/events.js';
export { Statistics, type StatisticsOptions } from './statistics.js';
// TCP: from segments to the bytes of each direction.
export type { Connection, ConnectionHandler } from './tcp/connection.js';
export { type OpenConnection, TcpTracker, type TrackerLimits } from './tcp/tracker.js';
export { closeCodeName } from './websocket/close-codes.js';
// WebSocket: from the bytes of one direction to frames and messages.
export { FrameDecoder, type FrameSink } from './websocket/frame-decoder.js';
export {
  MessageDecoder,
  type MessageDecoderOptions,
  type MessageSink,
} from './websocket/message-decoder.js';
