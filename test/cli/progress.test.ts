import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CliOutput } from '../../src/cli/io.js';
import { Progress, totalSize } from '../../src/cli/progress.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function terminal(): CliOutput & { text: string } {
  return {
    terminal: true,
    columns: 80,
    closed: false,
    text: '',
    write(bytes, start, end) {
      this.text += Buffer.from(bytes.subarray(start, end)).toString('utf8');
    },
  };
}

describe('progress', () => {
  it('is silent for work of less than a second', () => {
    const output = terminal();
    const progress = new Progress(output, 1_000_000);
    vi.advanceTimersByTime(999);
    progress.update(900_000);
    progress.clear();
    expect(output.text).toBe('');
  });

  it('tells how much has been read, ten times a second at most, and goes without a trace', () => {
    const output = terminal();
    const progress = new Progress(output, 300_000_000);
    vi.advanceTimersByTime(1000);
    progress.update(75_000_000);
    progress.update(76_000_000);
    vi.advanceTimersByTime(100);
    progress.update(300_000_000);
    progress.clear();
    progress.clear();
    expect(output.text).toBe('\r\u001b[K25% of 300.0 MB\r\u001b[K100% of 300.0 MB\r\u001b[K');
  });
});

describe('totalSize', () => {
  it('is known of files only', () => {
    expect(totalSize([import.meta.filename])).toBeGreaterThan(500);
    expect(totalSize([import.meta.filename, '-'])).toBeUndefined();
    expect(totalSize(['/dev/null'])).toBeUndefined();
    expect(totalSize(['/nowhere'])).toBeUndefined();
  });
});
