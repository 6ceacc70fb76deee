import type { ColourFacts } from '../packets/packet-view.js';
import type { Style } from './palette.js';

/** Red, green and blue, 0 … 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Makes a style of colours, as far as the terminal has them. */
export type Paint = (foreground: Rgb, background?: Rgb) => Style;

const PLAIN: Style = { open: '', close: '' };

export interface ColourRule {
  /** As Wireshark names it. */
  readonly name: string;
  readonly applies: (facts: ColourFacts) => boolean;
  readonly foreground: Rgb;
  readonly background: Rgb;
}

const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;

const INK: Rgb = [18, 39, 46];
const CREAM: Rgb = [255, 252, 156];
const SALMON: Rgb = [247, 135, 135];
const RED: Rgb = [164, 0, 0];

/** Wireshark's default rules (its file `colorfilters`) for the protocols that are told apart here; the first that applies counts. */
export const COLOUR_RULES: readonly ColourRule[] = [
  { name: 'Bad TCP', applies: ({ badTcp }) => badTcp, foreground: SALMON, background: INK },
  { name: 'ICMP errors', applies: ({ icmpError }) => icmpError, foreground: [183, 247, 116], background: INK },
  { name: 'ARP', applies: ({ arp }) => arp, foreground: INK, background: [250, 240, 215] },
  { name: 'ICMP', applies: ({ icmp }) => icmp, foreground: INK, background: [252, 224, 255] },
  { name: 'TCP RST', applies: ({ tcpFlags }) => (tcpFlags & RST) !== 0, foreground: CREAM, background: RED },
  { name: 'TTL low or unexpected', applies: ({ oddTtl }) => oddTtl, foreground: [236, 240, 235], background: RED },
  { name: 'Checksum Errors', applies: ({ badChecksum }) => badChecksum, foreground: SALMON, background: INK },
  { name: 'HTTP', applies: ({ http }) => http, foreground: INK, background: [228, 255, 199] },
  { name: 'Routing', applies: ({ routing }) => routing, foreground: INK, background: [255, 243, 214] },
  {
    name: 'TCP SYN/FIN',
    applies: ({ tcpFlags }) => (tcpFlags & (SYN | FIN)) !== 0,
    foreground: INK,
    background: [160, 160, 160],
  },
  { name: 'TCP', applies: ({ tcp }) => tcp, foreground: INK, background: [231, 230, 255] },
  { name: 'UDP', applies: ({ udp }) => udp, foreground: INK, background: [218, 238, 255] },
  { name: 'Broadcast', applies: ({ group }) => group, foreground: [186, 189, 182], background: [255, 255, 255] },
];

/** Colours of layers in the tree and in the dump, in turn; legible on light and on dark. */
const LAYER_COLOURS: readonly Rgb[] = [
  [38, 139, 210],
  [133, 153, 0],
  [203, 75, 22],
  [211, 54, 130],
  [42, 161, 152],
  [181, 137, 0],
  [108, 113, 196],
];

/** The styles of packets and layers, each made once. */
export class PacketColours {
  readonly #rules: readonly (readonly [rule: ColourRule, style: Style])[];
  readonly #layers: readonly Style[];

  constructor(paint: Paint) {
    this.#rules = COLOUR_RULES.map((rule) => [rule, paint(rule.foreground, rule.background)] as const);
    this.#layers = LAYER_COLOURS.map((colour) => paint(colour));
  }

  /** How the line of a packet looks. */
  packet(facts: ColourFacts | undefined): Style {
    if (facts === undefined) return PLAIN;
    for (const [rule, style] of this.#rules) if (rule.applies(facts)) return style;
    return PLAIN;
  }

  /** How a layer looks, in the tree as in the dump. @param index among the layers of its packet, from 0 */
  layer(index: number): Style {
    return this.#layers[index % this.#layers.length] ?? PLAIN;
  }
}
