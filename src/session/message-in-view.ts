import type { Place } from '../capture/packet-window.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { invalidUtf8At } from '../websocket/utf8-error.js';
import type { MessageView } from './events.js';
import type { MessageFacts } from './observer.js';
import type { PayloadPlaces } from './payload-places.js';

/** What an observer may ask of the message at hand; worked out when it asks. */
export class MessageInView implements MessageFacts {
  certain = true;
  compressed: MessageFacts['compressed'];
  inflateFailure: string | undefined;
  #message: MessageView | undefined;
  #places: PayloadPlaces | undefined;

  /** @param certain its frames are where they seem to be */
  begin(message: MessageView, places: PayloadPlaces, certain: boolean): void {
    this.#message = message;
    this.#places = places;
    this.certain = certain && !message.truncated;
  }

  end(): void {
    this.compressed = undefined;
    this.inflateFailure = undefined;
    this.#message = undefined;
    this.#places = undefined;
  }

  get invalidUtf8At(): number | undefined {
    const message = this.#message;
    if (message === undefined || message.validUtf8 || message.compressed !== message.inflated) return undefined;
    const begin = message.start + (message.kind === 'close' ? CLOSE_CODE_LENGTH : 0);
    const at = invalidUtf8At(message.bytes, begin, message.end);
    return at < 0 ? undefined : at - message.start;
  }

  get place(): Place {
    return this.#places?.begin ?? { packet: this.#message?.firstPacket ?? 0 };
  }

  placeOf(offset: number): Place {
    return this.#places?.placeOf(offset) ?? this.place;
  }
}
