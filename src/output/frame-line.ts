import type { FrameView } from '../session/events.js';
import { type ByteWriter, Constant } from './byte-writer.js';
import { type IsoTimeWriter, MOST_TIME } from './iso-time.js';
import { ID_PREFIX } from './message-id.js';

const FRAME = new Constant('{"type":"frame","session":');
const STREAM = new Constant(',"stream":');
const ID = {
  client: new Constant(`,"id":"${ID_PREFIX.client}`),
  server: new Constant(`,"id":"${ID_PREFIX.server}`),
};
const INDEX = new Constant('","index":');
const TIME = new Constant(',"time":"');
const PACKETS = new Constant('Z","packets":[');
/** By FIN and the reserved bits, FIN as 8 and RSV1 as 4. */
const BITS = Array.from({ length: 16 }, (_, bits) => {
  const is = (bit: number) => String((bits & bit) !== 0);
  return new Constant(`],"fin":${is(8)},"rsv1":${is(4)},"rsv2":${is(2)},"rsv3":${is(1)},"opcode":`);
});
const NOT_MASKED = new Constant(',"masked":false,"headerLength":');
const MASKED = new Constant(',"masked":true,"maskingKey":"');
const HEADER_LENGTH = new Constant('","headerLength":');
const PAYLOAD_LENGTH = new Constant(',"payloadLength":');
const END = new Constant('}\n');

const COMMA = 0x2c;

/** Writes the line of a frame in `--format ndjson`. */
export function writeFrameRecord(writer: ByteWriter, frame: FrameView, time: IsoTimeWriter): void {
  writer.constant(FRAME);
  writer.integer(frame.session.session);
  writer.constant(STREAM);
  writer.integer(frame.session.stream);
  writer.constant(ID[frame.from]);
  writer.integer(frame.number);
  writer.constant(INDEX);
  writer.integer(frame.index);
  writer.constant(TIME);
  writer.reserve(MOST_TIME);
  writer.length = time.put(writer.view, writer.length, frame.at);
  writer.constant(PACKETS);
  for (const [index, packet] of frame.packets.entries()) {
    if (index > 0) writer.byte(COMMA);
    writer.integer(packet);
  }
  const bits = (frame.fin ? 8 : 0) | (frame.rsv1 ? 4 : 0) | (frame.rsv2 ? 2 : 0) | (frame.rsv3 ? 1 : 0);
  writer.constant(BITS[bits] as Constant);
  writer.integer(frame.opcode);
  if (frame.masked) {
    writer.constant(MASKED);
    writer.hex32(frame.maskingKey);
    writer.constant(HEADER_LENGTH);
  } else {
    writer.constant(NOT_MASKED);
  }
  writer.integer(frame.headerLength);
  writer.constant(PAYLOAD_LENGTH);
  writer.integer(frame.payloadLength);
  writer.constant(END);
}
