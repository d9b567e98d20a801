/** Scales of a drawing: numbers to places. Pure. */

/** Steps that people count in: 1, 2, 5 and their tens; never below one, for what is counted comes whole. */
export function niceTicks(max: number, wanted = 4): readonly number[] {
  if (!(max > 0)) return [0, 1];
  const rough = Math.max(1, max / Math.max(1, wanted));
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * ten).find((size) => size >= rough) ?? rough;
  const last = Math.ceil(max / step);
  return Array.from({ length: last + 1 }, (_, at) => at * step);
}

/** Place of a value on a line from `from` to `to`, the ends for 0 and `max`. */
export function along(value: number, max: number, from: number, to: number): number {
  return from + (max === 0 ? 0 : value / max) * (to - from);
}

export interface Box {
  readonly x: number;
  readonly width: number;
}
/**
 * Columns side by side with a gap of a fifth, no wider than `widest`; the box of each, with its half of the gap. A frame
 * that is not laid out yet has less than no width: its columns have none.
 */
export function columnBoxes(count: number, width: number, widest: number): readonly Box[] {
  const each = Math.min(Math.max(0, width) / Math.max(1, count), widest);
  return Array.from({ length: count }, (_, at) => ({ x: at * each, width: each }));
}

/** Every how many-th column carries its label, when a label needs `needPx` and stands under the column's middle. */
export function labelEvery(count: number, eachPx: number, needPx: number): number {
  const fits = Math.ceil(needPx / Math.max(1, eachPx));
  // 1, 2, 3, 6, 12: steps that keep five-minute columns and hours on round times.
  return [1, 2, 3, 6, 12].find((step) => step >= fits) ?? Math.max(1, Math.min(count, fits));
}
