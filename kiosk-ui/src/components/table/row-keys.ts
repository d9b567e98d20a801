/** Where a key takes the row that is in hand. Rows are the unit: Home and End go to the first and the last. Pure. */

/** `at` is the place now, `page` the rows in sight, `count` all of them. Undefined where the key does not move. */
export function rowAfterKey(key: string, at: number, count: number, page: number): number | undefined {
  const to = target(key, at, count, Math.max(1, page));
  return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
}

function target(key: string, at: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
