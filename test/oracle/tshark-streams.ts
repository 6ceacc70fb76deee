import { tshark } from './tshark.js';

/** The number of the TCP stream of each packet that has one; the innermost where a packet has several. */
export async function tsharkStreams(capture: string): Promise<Map<number, number>> {
  const output = await tshark(capture, ['-T', 'fields', '-e', 'frame.number', '-e', 'tcp.stream']);
  const streams = new Map<number, number>();
  for (const line of output.split('\n')) {
    const [packet, numbers = ''] = line.split('\t');
    const last = numbers.split(',').at(-1);
    if (last !== undefined && last !== '') streams.set(Number(packet), Number(last));
  }
  return streams;
}
