/** Where the keys of a grid lead. Pure: places are counted from 0, and no key leads out of the grid. */

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Arrows go one place, Home and End to the ends of the row, with Ctrl to the first and the last place of all. Undefined
 * for any other key.
 */
export function gridMove(
  key: string,
  ctrl: boolean,
  { row, column }: GridPlace,
  { rows, columns }: GridSize,
): GridPlace | undefined {
  const lastRow = Math.max(0, rows - 1);
  const lastColumn = Math.max(0, columns - 1);
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(lastColumn, column + 1) };
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(lastRow, row + 1), column };
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrl ? lastRow : row, column: lastColumn };
    default:
      return undefined;
  }
}

/** Of one month as a wall calendar: the day of the month (1 and on) that a key leads to; up and down go a week. */
export function dayMove(key: string, day: number, weekday: number, days: number): number | undefined {
  const within = (wanted: number): number => (wanted < 1 || wanted > days ? day : wanted);
  switch (key) {
    case 'ArrowLeft':
      return within(day - 1);
    case 'ArrowRight':
      return within(day + 1);
    case 'ArrowUp':
      return within(day - 7);
    case 'ArrowDown':
      return within(day + 7);
    case 'Home':
      return Math.max(1, day - weekday + 1);
    case 'End':
      return Math.min(days, day + 7 - weekday);
    default:
      return undefined;
  }
}
