import { ofHead } from '../evidence.js';
import { head, here, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { UPGRADE_FIELDS } from './handshake-method.js';

export const handshakeHttpVersion: Rule = {
  id: 'handshake-http-version',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'An upgrade request must be HTTP/1.1 or later',
  why: 'HTTP/1.0 knows no Upgrade: servers ignore the field. Often a proxy is to blame, which speaks HTTP/1.0 to the server unless told otherwise.',
  remedy: 'The client sends HTTP/1.1. With nginx in between: proxy_http_version 1.1.',
  examples: {
    bad: [[here(head('client', 'GET /chat HTTP/1.0', UPGRADE_FIELDS)), response()]],
    good: [[upgrade()]],
  },
  create: () => (session) => {
    const { request } = session.upgrade;
    const { method, http } = session.session;
    // Without a method the request line could not be read, and the version is the response's.
    if (request === undefined || request.cut || !method || Number(http) >= 1.1) return undefined;
    session.report(ofHead(request, `the upgrade request is HTTP/${http}: 1.1 is the least`));
    return undefined;
  },
};
