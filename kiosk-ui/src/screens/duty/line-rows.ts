/**
 * How the desk's telephone lines share its height: one full-width band each, or two beside each other from the fourth
 * on, so that the log, the calls and the people on duty stay on one sheet with one to six lines.
 */
const FULL_WIDTH_MAX = 3;

export function inPairs(lines: number): boolean {
  return lines > FULL_WIDTH_MAX;
}

export function lineRows(lines: number): number {
  return inPairs(lines) ? Math.ceil(lines / 2) : lines;
}
