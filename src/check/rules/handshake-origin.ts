import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

const FIREFOX = ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'] as const;

/** Engines that browsers have; crawlers and tools that only begin with Mozilla name none. */
const BROWSER = /^Mozilla\/5\.0 .*(?:AppleWebKit|Gecko)\//;

export const handshakeOrigin: Rule = {
  id: 'handshake-origin',
  family: 'handshake',
  severity: 'info',
  rfc: { number: 6455, section: '10.2' },
  summary: 'A browser sends Origin with its upgrade request',
  why: 'Servers tell by it whose page connects. A request without it that calls itself a browser comes from a program, or a proxy took the field away.',
  remedy: 'Programs name themselves as User-Agent; proxies send Origin on.',
  examples: {
    bad: [[here(request({ headers: [FIREFOX] })), response()]],
    good: [
      [upgrade({ headers: [FIREFOX, ['Origin', 'https://www.example.com']] })],
      [upgrade({ headers: [['User-Agent', 'Python/3.11 websockets/10.4']] })],
    ],
  },
  create: () => (session) => {
    const { request: asked } = session.upgrade;
    const { origin, userAgent } = session.session;
    if (asked === undefined || asked.cut || origin !== undefined || !BROWSER.test(userAgent ?? '')) return undefined;
    const [field] = asked.all('User-Agent');
    session.report(ofHead(asked, 'the User-Agent is that of a browser, and there is no Origin', field));
    return undefined;
  },
};
