/**
 * Works ahead of the tests that wait for the results: from the first result asked for on, `limit` pieces of work run at a
 * time, in order.
 * @returns hands out the result of one item
 */
export function prefetched<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): (item: Item) => Promise<Result> {
  const results = new Map<Item, Promise<Result>>();
  const settlers = new Map<Item, (result: Promise<Result>) => void>();
  for (const item of items) {
    const result = new Promise<Result>((resolve) => settlers.set(item, resolve));
    // A failure is told to the test that asks for the result; until then nobody listens.
    result.catch(() => {});
    results.set(item, result);
  }
  const queue = [...items];
  const runOne = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const result = work(item);
      settlers.get(item)?.(result);
      await result.catch(() => {});
    }
  };
  let started = false;
  return async (item) => {
    if (!started) {
      started = true;
      for (let worker = 0; worker < limit; worker++) void runOne();
    }
    const result = results.get(item);
    if (result === undefined) throw new Error('asked for a result that nobody works for');
    return result;
  };
}
