/** What is used here of pcap-parser 0.2.1, which has no types. */
declare module 'pcap-parser' {
  import type { EventEmitter } from 'node:events';

  export interface PcapParserPacket {
    readonly header: {
      readonly timestampSeconds: number;
      readonly timestampMicroseconds: number;
      readonly capturedLength: number;
      readonly originalLength: number;
    };
    readonly data: Buffer;
  }

  export interface PcapParser extends EventEmitter {
    on(event: 'packet', listener: (packet: PcapParserPacket) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'end', listener: () => void): this;
  }

  const pcapParser: {
    /** @param stream emits `data` and `end`, and can be paused and resumed */
    parse(stream: EventEmitter & { pause(): void; resume(): void }): PcapParser;
  };
  export default pcapParser;
}
