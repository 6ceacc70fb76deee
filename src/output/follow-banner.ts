import type { FollowAs, FollowedPiece, FollowedStream } from '../follow/follow-sink.js';
import type { From, MessageKind } from '../session/events.js';
import type { ByteWriter } from './byte-writer.js';
import type { FollowFormat } from './follow-format.js';
import type { FollowShow } from './follow-show.js';
import { endpointText } from './session-text.js';
import { visible } from './visible-text.js';

const RULE = '='.repeat(67);

/** What stands in front of the lines of each side: the client is tshark's Node 0, the server Node 1. */
export const INDENT: Readonly<Record<From, string>> = { client: '', server: '\t' };

/** `[1448 bytes missing in capture]` */
export function holeText(length: number): string {
  return `[${length} bytes missing in capture]`;
}

/** Whether a message is one that tshark would show too, as data; others are marked by their kind. */
export function isData(kind: MessageKind | undefined): boolean {
  return kind === undefined || kind === 'text' || kind === 'binary';
}

/** The forms that begin and end as tshark's `-z follow` does, with the two nodes between rules. */
export abstract class BanneredFollow implements FollowFormat {
  protected readonly writer: ByteWriter;
  readonly #as: FollowAs;
  readonly #show: FollowShow;
  #begun = false;

  constructor(writer: ByteWriter, as: FollowAs, show: FollowShow) {
    this.writer = writer;
    this.#as = as;
    this.#show = show;
  }

  abstract piece(piece: FollowedPiece): void;

  begin({ stream, client, server }: FollowedStream): void {
    this.#begun = true;
    this.writer.text(`\n${RULE}\nFollow: ${this.#as},${this.#show}\nFilter: tcp.stream eq ${stream}\n`);
    this.writer.text(`Node 0: ${endpointText(client)}\nNode 1: ${endpointText(server)}\n`);
  }

  hole(from: From, length: number): void {
    this.writer.text(`${INDENT[from]}${holeText(length)}\n`);
  }

  note(from: From | undefined, text: string): void {
    this.writer.text(`${INDENT[from ?? 'client']}[${visible(text)}]\n`);
  }

  finish(): void {
    if (this.#begun) this.writer.text(`${RULE}\n`);
  }
}
