/** What a column of a table is: typed by its row, and able to say itself in words for filter, sort, copy and file. */
import type { Snippet } from 'svelte';

export interface Column<Row> {
  /** Stable and unique within the table. */
  readonly key: string;
  /** Stands over the column, beside the value on a phone, and in the file's first line. */
  readonly title: string;
  /** The cell in words or as a number; undefined where there is nothing. */
  readonly value: (row: Row) => string | number | undefined;
  /** Draws the cell where words alone do not do; the words stay what is searched, copied and saved. */
  readonly cell?: Snippet<[Row]>;
  /** Right-aligned: counts and durations, not dates. */
  readonly numeric?: boolean;
  /** The name of the thing: bold, and the first line of a row on a phone. */
  readonly strong?: boolean;
  /** CSS length of the column, e.g. `7em`; what has none shares the rest. */
  readonly width?: string;
  /** `value`: numbers by size, words by their signs; `pinyin`: 汉字 by sound. Without it people stand in rank order. */
  readonly sort?: 'value' | 'pinyin';
}

export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export function cellText<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row);
  return value === undefined ? '' : String(value);
}
