import { describe, expect, it } from 'vitest';
import { BufferBudget } from '../../src/buffer-budget.js';
import { type GatheredMessage, MessageGatherer, type Taken } from '../../src/http/message-gatherer.js';

type Step = readonly [side: 0 | 1, text: string] | readonly [side: 0 | 1, gap: number] | readonly [side: 0 | 1];

interface Told {
  readonly events: string[];
  readonly taken: Taken[];
  readonly facts: (readonly (number | bigint | string | undefined)[])[];
  /** Budget still held after the release. */
  readonly held: number;
}

/** Hands in one packet for each step, a second apart: text, a hole of so many bytes, or the end of a side. */
function gathered(steps: readonly Step[], limit = 1000): Told {
  const budget = new BufferBudget(10_000);
  const told: Told = { events: [], taken: [], facts: [], held: 0 };
  let packet = 0;
  const textOf = ({ bytes, start, headEnd, end }: GatheredMessage): string =>
    `${Buffer.from(bytes.subarray(start, headEnd)).toString().split('\r\n')[0]}|${Buffer.from(bytes.subarray(headEnd, end))}`;
  const gatherer = new MessageGatherer(
    {
      head: (message) => told.events.push(`${packet} head ${textOf(message)}`),
      message: (message) => {
        const { number, count, requestFrame, previousRequestFrame, timeSinceRequest, requestUri, pieces } = message;
        told.events.push(`${packet} ${textOf(message)}${message.truncated ? ' truncated' : ''}`);
        const carriers = pieces.map((piece) => `${piece.packet}(${piece.length})`).join(' ');
        told.facts.push([number, count, requestFrame, previousRequestFrame, timeSinceRequest, requestUri, carriers]);
      },
      upgraded: (client, deflate) => told.events.push(`${packet} upgraded ${client} ${deflate?.clientMaxWindowBits}`),
      switched: (client, authority) => told.events.push(`${packet} switched ${client} ${authority}`),
    },
    { headLimit: 200, limit, budget, whole: true },
  );
  for (const [side, step] of steps) {
    const at = { seconds: ++packet, nanoseconds: 0, timeDigits: 6 as const, packet };
    if (step === undefined) gatherer.finish(side, at);
    else if (typeof step === 'number') gatherer.gap(side, step, at);
    else told.taken.push(gatherer.push(side, Buffer.from(step), 0, Buffer.byteLength(step), at));
  }
  gatherer.release();
  return { ...told, held: budget.used };
}

const GET = 'GET /a HTTP/1.1\r\nHost: h\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\n';
const EMPTY = `${OK}Content-Length: 0\r\n\r\n`;
const UPGRADE = 'GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n';
const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n';

describe('messages', () => {
  it.each<[string, readonly Step[], string[]]>([
    [
      'without body',
      [
        [0, GET],
        [1, EMPTY],
      ],
      ['1 GET /a HTTP/1.1|', '2 HTTP/1.1 200 OK|'],
    ],
    ['behind empty lines', [[0, `\r\n\r\n${GET}`]], ['1 GET /a HTTP/1.1|']],
    ['two in a packet', [[0, GET + GET]], ['1 GET /a HTTP/1.1|', '1 GET /a HTTP/1.1|']],
    [
      'with a head in two packets',
      [
        [0, GET.slice(0, 9)],
        [0, GET.slice(9)],
      ],
      ['2 GET /a HTTP/1.1|'],
    ],
    [
      'with a body in two packets',
      [
        [1, `${OK}Content-Length: 4\r\n\r\nab`],
        [1, `cd${EMPTY}`],
      ],
      ['1 head HTTP/1.1 200 OK|', '2 HTTP/1.1 200 OK|abcd', '2 HTTP/1.1 200 OK|'],
    ],
    [
      'in chunks',
      [
        [1, `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r`],
        [1, `\n0\r\n\r\n${EMPTY}`],
      ],
      ['1 head HTTP/1.1 200 OK|', '2 HTTP/1.1 200 OK|2\r\nab\r\n0\r\n\r\n', '2 HTTP/1.1 200 OK|'],
    ],
    ['until the close', [[1, `${OK}\r\nab`], [1, 'cd'], [1]], ['1 head HTTP/1.1 200 OK|', '3 HTTP/1.1 200 OK|abcd']],
    [
      'that answer HEAD',
      [
        [0, GET.replace('GET', 'HEAD')],
        [1, `${OK}Content-Length: 4\r\n\r\n${EMPTY}`],
      ],
      ['1 HEAD /a HTTP/1.1|', '2 HTTP/1.1 200 OK|', '2 HTTP/1.1 200 OK|'],
    ],
    [
      'of status 204 and 304, which have no body',
      [[1, 'HTTP/1.1 204 x\r\n\r\nHTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n']],
      ['1 HTTP/1.1 204 x|', '1 HTTP/1.1 304 x|'],
    ],
    [
      'with a hole in the body',
      [
        [1, `${OK}Content-Length: 6\r\n\r\nab`],
        [1, 2],
        [1, `ef${EMPTY}`],
      ],
      ['1 head HTTP/1.1 200 OK|', '3 HTTP/1.1 200 OK|ab truncated', '3 HTTP/1.1 200 OK|'],
    ],
    [
      'behind a hole',
      [
        [1, OK],
        [1, 100],
        [1, EMPTY],
      ],
      ['3 HTTP/1.1 200 OK|'],
    ],
  ])('%s', (_, steps, events) => {
    const told = gathered(steps);
    expect(told.events).toEqual(events);
    expect(told.held).toBe(0);
  });

  it('cut at any place make no difference', () => {
    const text = `${OK}Transfer-Encoding: chunked\r\n\r\n2;x\r\nab\r\n0\r\nT: u\r\n\r\n${OK}Content-Length: 3\r\n\r\nabc${EMPTY}`;
    const messages = (steps: readonly Step[]): string[] =>
      gathered(steps)
        .events.filter((event) => !event.includes(' head '))
        .map((event) => event.replace(/^\d+ /, ''));
    for (let at = 1; at < text.length; at++) {
      expect(
        messages([
          [1, text.slice(0, at)],
          [1, text.slice(at)],
        ]),
      ).toEqual(messages([[1, text]]));
    }
  });

  it('keep no more than the limit', () => {
    const told = gathered(
      [
        [1, `${OK}Content-Length: 5000\r\n\r\n`],
        [1, 'x'.repeat(5000)],
      ],
      100,
    );
    expect(told.events.at(-1)).toMatch(/truncated$/);
    expect(told.held).toBe(0);
  });
});

describe('requests and responses', () => {
  it.each<[string, readonly Step[], unknown[][]]>([
    [
      'one after the other',
      [
        [0, GET],
        [1, EMPTY],
        [0, GET],
        [1, EMPTY],
      ],
      [
        [1, 1, undefined, undefined, undefined, undefined, '1(28)'],
        [1, 1, 1, undefined, 1_000_000_000n, 'http://h/a', '2(38)'],
        [2, 2, undefined, 1, undefined, undefined, '3(28)'],
        [2, 2, 3, 1, 1_000_000_000n, 'http://h/a', '4(38)'],
      ],
    ],
    [
      'pipelined: each answer belongs to its own request',
      [
        [0, GET],
        [0, GET],
        [1, EMPTY + EMPTY],
      ],
      [
        [1, 1, undefined, undefined, undefined, undefined, '1(28)'],
        [2, 2, undefined, 1, undefined, undefined, '2(28)'],
        [1, 2, 1, undefined, 2_000_000_000n, 'http://h/a', '3(38)'],
        [2, 2, 2, 1, 1_000_000_000n, 'http://h/a', '3(38)'],
      ],
    ],
    ['an answer without its request', [[1, EMPTY]], [[1, 1, undefined, undefined, undefined, undefined, '1(38)']]],
  ])('%s', (_, steps, facts) => {
    expect(gathered(steps).facts).toEqual(facts);
  });
});

describe('a connection that switches', () => {
  it.each<[string, readonly Step[], string[], Taken[]]>([
    [
      'to WebSocket',
      [
        [0, UPGRADE],
        [1, `${SWITCH}\r\n\x01`],
      ],
      ['1 GET /ws HTTP/1.1|', '2 HTTP/1.1 101 Switching Protocols|', '2 upgraded 0 undefined'],
      ['all', 'switched'],
    ],
    [
      'with an extension',
      [
        [0, UPGRADE],
        [1, `${SWITCH}Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=9\r\n\r\n`],
      ],
      ['1 GET /ws HTTP/1.1|', '2 HTTP/1.1 101 Switching Protocols|', '2 upgraded 0 9'],
      ['all', 'all'],
    ],
    [
      'to another protocol',
      [
        [0, UPGRADE],
        [1, `${SWITCH.replace('websocket', 'h2c')}\r\n`],
      ],
      ['1 GET /ws HTTP/1.1|', '2 HTTP/1.1 101 Switching Protocols|', '2 switched 0 undefined'],
      ['all', 'all'],
    ],
    [
      'to a tunnel',
      [
        [0, 'CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n'],
        [0, GET],
        [1, EMPTY],
      ],
      ['1 CONNECT h:443 HTTP/1.1|', '3 HTTP/1.1 200 OK|', '3 switched 0 h:443'],
      ['all', 'not-http', 'all'],
    ],
    ['not, as it is no HTTP', [[0, 'hello there\r\n']], [], ['not-http']],
  ])('%s', (_, steps, events, taken) => {
    const told = gathered(steps);
    expect(told.events).toEqual(events);
    expect(told.taken).toEqual(taken);
  });
});

describe('messages of which only the head is told', () => {
  const JSON_BODY = `${OK}Content-Type: application/json\r\n`;

  /** What is told of the messages that one side sends, and how many bytes are passed over behind each piece. */
  function listed(pieces: readonly string[]): unknown {
    const budget = new BufferBudget(10_000);
    const told: string[] = [];
    const passed: number[] = [];
    const gatherer = new MessageGatherer(
      {
        head: () => {},
        message: ({ info, hasBody, contentLength, unkept, end, headEnd }) =>
          told.push(
            `${info}${hasBody ? 'body' : 'bare'} ${unkept === undefined ? `kept ${end - headEnd}` : contentLength}`,
          ),
        upgraded: () => {},
        switched: () => {},
      },
      { headLimit: 200, limit: 1000, budget, whole: false },
    );
    pieces.forEach((piece, index) => {
      const at = { seconds: 0, nanoseconds: 0, timeDigits: 6 as const, packet: index + 1 };
      gatherer.push(1, Buffer.from(piece), 0, piece.length, at);
      passed.push(gatherer.passOver(1));
    });
    return [told, passed];
  }

  it.each<[string, readonly string[], string[], number[]]>([
    ['without a body', [EMPTY], ['HTTP/1.1 200 OK bare kept 0'], [0]],
    ['with a body', [`${JSON_BODY}Content-Length: 2\r\n\r\n{}`], ['HTTP/1.1 200 OK body 2'], [0]],
    [
      'with a body whose rest is passed over but for its last byte',
      [`${JSON_BODY}Content-Length: 20\r\n\r\n{}`, 'x'],
      ['HTTP/1.1 200 OK body 3'],
      [17, 0],
    ],
    [
      'with a body in chunks',
      [`${JSON_BODY}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`],
      ['HTTP/1.1 200 OK body 2'],
      [0],
    ],
    [
      'with chunks that hold nothing',
      [`${JSON_BODY}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
      ['HTTP/1.1 200 OK body 0'],
      [0],
    ],
    [
      'with a body that is coded, which is kept',
      [`${JSON_BODY}Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nab`, 'cd'],
      ['HTTP/1.1 200 OK body kept 4'],
      [0, 0],
    ],
  ])('%s', (_, pieces, told, passed) => {
    expect(listed(pieces)).toEqual([told, passed]);
  });
});
