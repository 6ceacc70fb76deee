import { formatAddress } from '../net/address.js';
import { StreamAnalysis } from '../tcp/analysis.js';
import { SegmentAnalysis } from '../tcp/analysis-segment.js';
import type { FlowTable, Side } from '../tcp/flow-table.js';
import type { StreamApplication } from './stream-application.js';

/** What the packet view keeps of a TCP connection, from its first packet until its ports are used again or forgotten. */
export class StreamState {
  /** A FIN of either side has come. */
  sawFin = false;
  /** What it carries; undefined until it carries something, and where that is not known. */
  application: StreamApplication | undefined;

  constructor(
    /** tcp.stream */
    readonly stream: number,
    /** Of both sides, as text. */
    readonly addresses: readonly [string, string],
    readonly analysis: StreamAnalysis,
  ) {}
}

/** Texts of addresses that are kept to be shared: most connections have one of few. */
const MAX_SHARED_ADDRESSES = 4096;

/** The connections of a capture, by their rows in the flow table. */
export class StreamTable {
  readonly #flows: FlowTable;
  readonly #states: (StreamState | undefined)[] = [];
  readonly #analysis = new SegmentAnalysis();
  readonly #addresses = new Map<string, string>();
  #restarted = false;

  constructor(flows: FlowTable) {
    this.#flows = flows;
    const { onForget, onMove } = flows;
    flows.onForget = (row) => {
      this.#states[row] = undefined;
      onForget(row);
    };
    flows.onMove = (from, to) => {
      this.#states[to] = this.#states[from];
      this.#states[from] = undefined;
      onMove(from, to);
    };
    flows.onRestart = (row) => {
      this.#states[row] = undefined;
      this.#restarted = true;
    };
  }

  /** The connection in a row of the flow table. */
  at(row: number): StreamState {
    return this.#states[row] ?? this.#begin(row);
  }

  #begin(row: number): StreamState {
    const addresses = [this.#address(row, 0), this.#address(row, 1)] as const;
    const analysis = new StreamAnalysis(this.#restarted, this.#analysis);
    const state = new StreamState(this.#flows.stream(row), addresses, analysis);
    this.#restarted = false;
    for (let before = this.#states.length; before < row; before++) this.#states.push(undefined);
    this.#states[row] = state;
    return state;
  }

  #address(row: number, side: Side): string {
    const bytes = this.#flows.address(row, side);
    const text = formatAddress(bytes, 0, bytes.length === 16 ? 6 : 4);
    const known = this.#addresses.get(text);
    if (known !== undefined) return known;
    if (this.#addresses.size < MAX_SHARED_ADDRESSES) this.#addresses.set(text, text);
    return text;
  }
}
