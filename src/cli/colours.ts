import { NO_COLOURS, type Palette } from '../output/palette.js';
import type { CliIo } from './io.js';

/**
 * Whether to colour what goes to standard output: as `--color` says; with `auto` as FORCE_COLOR and NO_COLOR say
 * (force-color.org, no-color.org); otherwise on a terminal that knows colours.
 */
export function wantsColour(
  color: 'auto' | 'always' | 'never',
  { env }: Pick<CliIo, 'env'>,
  terminal: boolean,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: kind } = env;
  if (color !== 'auto') return color === 'always';
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return terminal && kind !== 'dumb';
}

/** @returns the colours, from chalk, which is loaded only when they are wanted */
export async function loadPalette(wanted: boolean): Promise<Palette> {
  if (!wanted) return NO_COLOURS;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const style = (paint: (text: string) => string) => {
    const [open = '', close = ''] = paint('\0').split('\0');
    return { open, close };
  };
  return {
    heading: style(chalk.bold),
    label: style(chalk.dim),
    client: style(chalk.green),
    server: style(chalk.cyan),
    note: style(chalk.yellow),
  };
}
