import { ofHead } from '../evidence.js';
import { head, here, request, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

const EMPTY = ['Content-Length', '0'] as const;

export const handshakeRedirect: Rule = {
  id: 'handshake-redirect',
  family: 'handshake',
  severity: 'info',
  rfc: { number: 6455, section: '4.1' },
  summary: 'An upgrade request is better not redirected',
  why: 'Clients need not follow redirects, and browsers never do: for them the connection fails. Often it leads from ws to wss, or to a path with a slash at its end.',
  remedy: 'The client uses the URL that the redirect leads to; the server answers 101 where it is asked.',
  examples: {
    bad: [
      [
        request(),
        here(head('server', 'HTTP/1.1 301 Moved Permanently', [['Location', 'wss://server.example.com/chat'], EMPTY])),
      ],
      [request(), here(head('server', 'HTTP/1.1 307 Temporary Redirect', [['Location', '/chat/'], EMPTY]))],
    ],
    good: [[upgrade()], [request(), head('server', 'HTTP/1.1 403 Forbidden', [EMPTY])]],
  },
  create: () => (session) => {
    const { response: answer } = session.upgrade;
    const { status } = session.session;
    // 304 is no redirect, and 300 leaves the choice to the user (RFC 9110, section 15.4).
    if (answer === undefined || status === undefined || status < 301 || status > 308 || status === 304)
      return undefined;
    const [location] = answer.all('Location');
    const to = location === undefined || answer.cut ? '' : ` to ${location.value.slice(0, 80)}`;
    session.report(ofHead(answer, `the server redirects the upgrade (${status})${to}`, location));
    return undefined;
  },
};
