import { linkTypeName } from '../link/link-type-names.js';
import type { Warning } from './events.js';

/** Tells of each link type that is not decoded once. */
export class LinkTypeWarnings {
  readonly #told = new Set<number>();

  /**
   * @param linkType LINKTYPE_ value that keeps a packet from being decoded
   * @param packet number of that packet
   * @returns undefined where it was told before
   */
  about(linkType: number, packet: number): Warning | undefined {
    if (this.#told.has(linkType)) return undefined;
    this.#told.add(linkType);
    const name = linkTypeName(linkType);
    const message = `packets of link type ${linkType} (${name}) are not decoded; the first is packet ${packet}`;
    return { code: 'link-type', message, packet };
  }
}
