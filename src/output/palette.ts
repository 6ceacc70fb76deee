/** What is written before and behind a piece of text to colour it. */
export interface Style {
  readonly open: string;
  readonly close: string;
}

/** Colours by meaning; the formats know no others. */
export interface Palette {
  readonly heading: Style;
  readonly label: Style;
  readonly client: Style;
  readonly server: Style;
  readonly note: Style;
}

const NONE: Style = { open: '', close: '' };

export const NO_COLOURS: Palette = { heading: NONE, label: NONE, client: NONE, server: NONE, note: NONE };

export function styled(style: Style, text: string): string {
  return `${style.open}${text}${style.close}`;
}
