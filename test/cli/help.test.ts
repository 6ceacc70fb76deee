import { describe, expect, it } from 'vitest';
import { helpText } from '../../src/cli/help.js';
import { COMMANDS } from '../../src/cli/option-spec.js';
import { OPTIONS } from '../../src/cli/options.js';
import { DEFAULT_LIMITS } from '../../src/limits.js';

function shows(text: string, flags: string): boolean {
  return text.includes(`\n  ${flags.replace(/[<>]/g, '')}`);
}

describe('help', () => {
  it('shows every option with an example, and every limit', () => {
    const text = helpText();
    for (const { flags, example } of OPTIONS) {
      expect(shows(text, flags), flags).toBe(true);
      expect(text).toContain(`e.g. ${example}\n`);
    }
    for (const name of Object.keys(DEFAULT_LIMITS)) expect(text).toContain(`${name} (`);
  });

  it.each(COMMANDS)('of %s shows its own options only', (command) => {
    const text = helpText(command);
    for (const { flags, commands } of OPTIONS) expect(shows(text, flags), flags).toBe(commands.includes(command));
    for (const [, other] of text.matchAll(/e\.g\. wsdissect (log|sessions|info)\b/g)) expect(other).toBe(command);
  });

  it.each([undefined, ...COMMANDS])('fits 100 columns (%s)', (command) => {
    const longest = Math.max(
      ...helpText(command)
        .split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThanOrEqual(100);
  });
});
