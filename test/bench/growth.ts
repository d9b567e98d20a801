/**
 * Whether a figure that was looked at again and again grows. What comes and goes with a card or a board of names only
 * ever adds, so each stretch counts with its least; through these a line is laid, and what it would add in thirty days
 * must stay below a bound even where the line is as steep as the scatter of the looks allows.
 */

export interface Look {
  /** Days of the office's work that had passed. */
  readonly days: number;
  readonly value: number;
}
export interface Growth {
  readonly first: number;
  readonly last: number;
  /** What thirty days would add by the line, and at most by its scatter. */
  readonly inMonth: number;
  readonly inMonthAtMost: number;
}

const STRETCHES = 7;
const MONTH_DAYS = 30;
/** Student's t for 97.5 % and the five degrees of freedom that seven stretches leave a line. */
const STEEPEST = 2.571;

/** Of the second half: in the first the browser still compiles and caches what it meets for the first time. */
export function growthOf(looks: readonly Look[]): Growth {
  const half = looks.slice(Math.floor(looks.length / 2));
  const size = Math.floor(half.length / STRETCHES);
  if (size < 1) throw new Error(`${looks.length} looks are too few to judge: run it longer`);
  const points = Array.from({ length: STRETCHES }, (_, at) =>
    leastOf(half.slice(at * size, (at + 1) * size)),
  );
  const { slope, error } = lineThrough(points);
  return {
    first: points[0]?.value ?? 0,
    last: points.at(-1)?.value ?? 0,
    inMonth: slope * MONTH_DAYS,
    inMonthAtMost: (slope + STEEPEST * error) * MONTH_DAYS,
  };
}

/** In the middle of its stretch, so that the line is not tilted by where the least happened to be. */
function leastOf(looks: readonly Look[]): Look {
  return {
    days: looks.reduce((sum, { days }) => sum + days, 0) / looks.length,
    value: Math.min(...looks.map(({ value }) => value)),
  };
}

/** Least squares, with the standard error of the slope. */
function lineThrough(points: readonly Look[]): { readonly slope: number; readonly error: number } {
  const meanDays = points.reduce((sum, { days }) => sum + days, 0) / points.length;
  const meanValue = points.reduce((sum, { value }) => sum + value, 0) / points.length;
  const spread = points.reduce((sum, { days }) => sum + (days - meanDays) ** 2, 0);
  const slope =
    points.reduce((sum, { days, value }) => sum + (days - meanDays) * (value - meanValue), 0) / spread;
  const rest = points.reduce(
    (sum, { days, value }) => sum + (value - meanValue - slope * (days - meanDays)) ** 2,
    0,
  );
  return { slope, error: Math.sqrt(rest / (points.length - 2) / spread) };
}
