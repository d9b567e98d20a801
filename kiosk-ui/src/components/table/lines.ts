/** From rows to the lines that stand on the sheet: found, sorted, gathered under their section, opened. Pure. */
import { cellText, type Column, type Sorting } from './column.ts';

export type Line<Row> =
  | { readonly kind: 'group'; readonly key: string; readonly title: string; readonly count: number }
  | { readonly kind: 'row'; readonly key: string; readonly row: Row }
  | { readonly kind: 'detail'; readonly key: string; readonly row: Row };

export interface Arrangement<Row> {
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** What is searched for; every word of it must stand somewhere in the row. */
  readonly filter: string;
  readonly sorting: Sorting | undefined;
  /** Title of the section that a row stands in; sections keep the order in which they first come. */
  readonly groupOf: ((row: Row) => string) | undefined;
}

const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true });

/** The rows that match, in their order. Sorting is stable and, where there are sections, stays within them. */
export function arrange<Row>(rows: readonly Row[], how: Arrangement<Row>): readonly Row[] {
  const found = matching(rows, how.columns, how.filter);
  const sorted = sort(found, how.columns, how.sorting);
  return how.groupOf === undefined ? sorted : gather(found, sorted, how.groupOf).flatMap(([, some]) => some);
}

/** `rows` are arranged. The opened row carries its detail below it. */
export function linesOf<Row>(
  rows: readonly Row[],
  how: Pick<Arrangement<Row>, 'keyOf' | 'groupOf'>,
  openKey: string | undefined,
): readonly Line<Row>[] {
  const linesOfRow = (row: Row): readonly Line<Row>[] => {
    const key = how.keyOf(row);
    const line = { kind: 'row', key, row } as const;
    return key === openKey ? [line, { kind: 'detail', key: `${key}\n`, row }] : [line];
  };
  if (how.groupOf === undefined) return rows.flatMap(linesOfRow);
  return gather(rows, rows, how.groupOf).flatMap(([title, some]) => [
    { kind: 'group', key: `\n${title}`, title, count: some.length } as const,
    ...some.flatMap(linesOfRow),
  ]);
}

function matching<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  filter: string,
): readonly Row[] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = plain(columns.map((column) => cellText(column, row)).join('\n'));
    // Two-character names are set with a full-width space and are typed without one.
    const close = text.replaceAll(/[^\S\n]/g, '');
    return words.every((word) => text.includes(word) || close.includes(word));
  });
}
/** Full-width letters and digits count as the usual ones, capitals as small letters. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function sort<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const column = columns.find(({ key }) => key === sorting?.column);
  if (column?.sort === undefined || sorting === undefined) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  const compare = column.sort === 'pinyin' ? byPinyin.compare : byValue;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .toSorted((one, other) => {
      // What is not there stands last either way: nobody looks for it at the top.
      if (one.value === undefined || other.value === undefined)
        return Number(one.value === undefined) - Number(other.value === undefined);
      return (
        sign *
        (typeof one.value === 'number' && typeof other.value === 'number'
          ? one.value - other.value
          : compare(String(one.value), String(other.value)))
      );
    })
    .map(({ row }) => row);
}
function byValue(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Sections in the order of `ranked`, each with its rows in the order of `rows`. */
function gather<Row>(
  ranked: readonly Row[],
  rows: readonly Row[],
  groupOf: (row: Row) => string,
): readonly (readonly [string, readonly Row[]])[] {
  const groups = new Map<string, Row[]>(ranked.map((row) => [groupOf(row), []]));
  for (const row of rows) groups.get(groupOf(row))?.push(row);
  return [...groups];
}
