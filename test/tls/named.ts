import { BufferBudget } from '../../src/buffer-budget.js';
import { offeredProtocols, serverName } from '../../src/tls/client-hello.js';
import { chosenCipherSuite } from '../../src/tls/server-hello.js';
import { TlsConnection } from '../../src/tls/tls-connection.js';

/** One segment: who sent it, and its bytes or how many are missing in the capture. */
export type Segment = readonly [from: 'client' | 'server', data: Uint8Array | number];

/** What a connection came to. */
export interface Named {
  /** `TLSv1.2 | Server Hello, Certificate` for each segment; `-` where nothing came to its end. */
  readonly lines: string[];
  readonly hosts: (string | undefined)[];
  readonly protocols: string[];
  readonly suites: (number | undefined)[];
  readonly connection: TlsConnection;
  /** The most bytes that were held after a segment, and what is held when all is over. */
  readonly mostHeld: number;
  readonly leftHeld: number;
}

/** Runs segments through a connection. */
export function named(segments: readonly Segment[], budget = new BufferBudget(1 << 20)): Named {
  const hosts: (string | undefined)[] = [];
  const protocols: string[] = [];
  const suites: (number | undefined)[] = [];
  let names: string[] = [];
  const connection = new TlsConnection(
    {
      tlsName: (_, name) => names.push(name),
      clientHello: (_, bytes, end) => {
        hosts.push(serverName(bytes, 0, end));
        protocols.push(...offeredProtocols(bytes, 0, end));
      },
      serverHello: (_, bytes, end) => suites.push(chosenCipherSuite(bytes, 0, end)),
    },
    budget,
  );
  let mostHeld = 0;
  const lines = segments.map(([from, data]) => {
    const side = from === 'client' ? 0 : 1;
    names = [];
    if (typeof data === 'number') connection.gap(side, data);
    else if (!connection.data(side, data, 0, data.length)) return 'text';
    mostHeld = Math.max(mostHeld, budget.used);
    return names.length === 0 ? '-' : `${connection.column} | ${names.join(', ')}`;
  });
  connection.close();
  return { lines, hosts, protocols, suites, connection, mostHeld, leftHeld: budget.used };
}
