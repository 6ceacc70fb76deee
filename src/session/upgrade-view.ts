import { type HeadText, parseHeadText } from '../http/head-text.js';
import type { UpgradeRequest, UpgradeResponse } from '../http/upgrade.js';
import type { Session } from './events.js';
import type { HeadView, UpgradeView } from './observer.js';

/** A head whose lines are read when they are first asked for. */
class LazyHead implements HeadView {
  readonly at: HeadView['at'];
  readonly place: HeadView['place'];
  readonly text: string;
  readonly cut: boolean;
  #lines: HeadText | undefined;

  constructor({ at, place, head, cut }: UpgradeRequest | UpgradeResponse) {
    this.at = at;
    this.place = place ?? { packet: at.packet };
    this.text = head;
    this.cut = cut;
  }

  get lines(): HeadText {
    this.#lines ??= parseHeadText(this.text);
    return this.#lines;
  }

  all(name: string): HeadText['fields'] {
    const wanted = name.toLowerCase();
    return this.lines.fields.filter((field) => field.name.toLowerCase() === wanted);
  }
}

/** What an observer is told of a handshake, as far as the capture has it. */
export function upgradeView(
  session: Session,
  { request, response }: { request: UpgradeRequest | undefined; response: UpgradeResponse | undefined },
): UpgradeView {
  return {
    session,
    request: request === undefined ? undefined : new LazyHead(request),
    response: response === undefined ? undefined : new LazyHead(response),
    obsolete: request?.obsolete,
  };
}
