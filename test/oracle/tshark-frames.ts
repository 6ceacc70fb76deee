import { tshark } from './tshark.js';
import { addFrame, type CaptureFrames, directionKey, type WireFrame } from './wire-frame.js';

/*
 * tshark's JSON with `-x` has for every field an entry `field_raw` whose first element is its bytes in hexadecimal;
 * `websocket.payload_raw` is the unmasked payload of the frame. `--no-duplicate-keys` makes a list of the layers where a
 * packet has several of one kind, so that the frames of a packet stay apart.
 */
type Json = string | number | readonly Json[] | { readonly [key: string]: Json };
type Members = { readonly [key: string]: Json };

const isMembers = (value: Json | undefined): value is Members => typeof value === 'object' && !Array.isArray(value);

/** A layer is an object, or a list of them where the packet has several; a layer without fields is a string. */
function layersOf(value: Json | undefined): Members[] {
  return (Array.isArray(value) ? value : [value]).map((layer: Json | undefined) => (isMembers(layer) ? layer : {}));
}

/** The bytes of a `…_raw` entry: [hex, position, length, …], or a list of those. */
function bytesOf(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return [];
  const [first] = value as readonly Json[];
  return typeof first === 'string' ? [first] : (value as readonly Json[]).flatMap(bytesOf);
}

function text(members: Members | undefined, name: string): string {
  const value = members?.[name];
  return typeof value === 'string' ? value : '';
}

/** Sender and receiver by the innermost IP header. */
function direction(layers: Members, tcp: Members | undefined): string {
  const name = Object.keys(layers).findLast((key) => key === 'ip' || key === 'ipv6') ?? '';
  const ip = layersOf(layers[name]).at(-1);
  return directionKey(
    `${text(ip, `${name}.src`)}:${text(tcp, 'tcp.srcport')}`,
    `${text(ip, `${name}.dst`)}:${text(tcp, 'tcp.dstport')}`,
  );
}

function payloadLength(frame: Members): number {
  const names = ['websocket.payload_length_ext_64', 'websocket.payload_length_ext_16', 'websocket.payload_length'];
  return Number(names.map((name) => text(frame, name)).find((value) => value !== ''));
}

const completesMessage = (frame: Members): boolean =>
  text(frame, 'websocket.fin') === '1' && Number(text(frame, 'websocket.opcode')) < 8;

/** The text of a message, joined and inflated, stands below its last frame. */
function shownText(frame: Members): string | undefined {
  if (text(frame, 'websocket.opcode') !== '0' && payloadLength(frame) === 0) return '';
  const payload = frame['websocket.payload'];
  return isMembers(payload) ? bytesOf(payload['websocket.payload.text_raw'])[0] : undefined;
}

function wireFrame(frame: Members, stream: number, packet: number, content: string | undefined): WireFrame {
  return {
    stream,
    packet,
    fin: text(frame, 'websocket.fin') === '1',
    rsv: Number(text(frame, 'websocket.rsv')),
    opcode: Number(text(frame, 'websocket.opcode')),
    maskingKey: text(frame, 'websocket.masking_key').replaceAll(':', '') || undefined,
    payloadLength: payloadLength(frame),
    payload: bytesOf(frame['websocket.payload_raw'])[0] ?? '',
    content,
  };
}

/**
 * All WebSocket frames that tshark sees.
 * @param httpPorts ports to be decoded as HTTP although they are not registered for it
 */
export async function tsharkFrames(capture: string, httpPorts: readonly number[]): Promise<CaptureFrames> {
  const output = await tshark(capture, [
    ...httpPorts.flatMap((port) => ['-d', `tcp.port==${port},http`]),
    ...['-Y', 'websocket', '-T', 'json', '-x', '--no-duplicate-keys', '-J', 'frame ip ipv6 tcp websocket data'],
  ]);
  const frames: CaptureFrames = new Map();
  for (const entry of output.trim() === '' ? [] : (JSON.parse(output) as readonly Members[])) {
    const { _source: source } = entry;
    const { layers } = isMembers(source) ? source : {};
    if (!isMembers(layers)) throw new Error(`${capture}: tshark's JSON has no layers`);
    const { frame: captured, tcp: segments, websocket, data_raw: dataBytes } = layers;
    const tcp = layersOf(segments).at(-1);
    const packet = Number(text(layersOf(captured)[0], 'frame.number'));
    const stream = Number(text(tcp, 'tcp.stream'));
    const key = direction(layers, tcp);
    const inPacket = layersOf(websocket);
    // What is no text stands in layers of its own, which name no frame: taken only where it is clear whose they are.
    const binary = inPacket.filter((frame) => completesMessage(frame) && shownText(frame) === undefined);
    const data = bytesOf(dataBytes);
    for (const frame of inPacket) {
      const shown = shownText(frame) ?? (data.length === binary.length ? data[binary.indexOf(frame)] : undefined);
      addFrame(frames, key, wireFrame(frame, stream, packet, completesMessage(frame) ? shown : undefined));
    }
  }
  return frames;
}
