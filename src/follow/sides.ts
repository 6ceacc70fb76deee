import { formatAddress } from '../net/address.js';
import type { Endpoint, From } from '../session/events.js';
import { type FlowTable, otherSide, type Side } from '../tcp/flow-table.js';
import type { FollowedStream } from './follow-sink.js';

export function fromOf(side: Side, client: Side): From {
  return side === client ? 'client' : 'server';
}

export function endpointOf(flows: FlowTable, row: number, side: Side): Endpoint {
  const bytes = flows.address(row, side);
  return { address: formatAddress(bytes, 0, bytes.length === 16 ? 6 : 4), port: flows.port(row, side) };
}

/** The stream of a row in the flow table. */
export function streamOf(flows: FlowTable, row: number, client: Side): FollowedStream {
  return {
    stream: flows.stream(row),
    client: endpointOf(flows, row, client),
    server: endpointOf(flows, row, otherSide(client)),
  };
}
