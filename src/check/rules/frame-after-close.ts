import { ofHeader } from '../evidence.js';
import { close, fin, goodbye, here, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameAfterClose: Rule = {
  id: 'frame-after-close',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.5.1' },
  summary: 'No data frame may follow a Close of the same side',
  why: 'The other side ignores what comes after a Close: the message is lost, though its sender takes it for sent.',
  remedy: 'The sender stops at its Close: what is still queued is sent before it, or given up.',
  examples: {
    bad: [[upgrade(), close('client', 1000), here(text('client', 'one more'), '81'), close('server', 1000)]],
    good: [
      [upgrade(), text('client', 'last'), goodbye()],
      // The other side has not closed yet.
      [upgrade(), close('client', 1000), text('server', 'one more'), close('server', 1000), fin('server')],
    ],
  },
  create:
    () =>
    ({ direction, report }) => ({
      frame: (frame) => {
        // Behind a hole, what looked like the Close may have been none.
        if (!frame.afterClose || frame.opcode >= 8 || !direction(frame.from).whole) return;
        report(ofHeader(frame, `a data frame of the ${frame.from} comes after its Close`, 0));
      },
    }),
};
