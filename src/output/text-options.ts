import type { TimeStyle } from './clock.js';
import type { Palette } from './palette.js';

/** What the text formats can be told. */
export interface TextOptions {
  /** Default: `local`. */
  readonly time?: TimeStyle;
  /** `message` counts the messages of each direction; `fiddler` the frames of both, as Fiddler does. */
  readonly numbering?: 'message' | 'fiddler';
  /** Most bytes of a payload to show; the whole unless given. */
  readonly maxPayload?: number;
  readonly palette?: Palette;
}
