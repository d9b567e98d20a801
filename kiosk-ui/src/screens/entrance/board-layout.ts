/**
 * The board of names in columns: sections by establishment, people by rank, every line one row high so that columns
 * keep step. A section that does not fit the rest of a column goes on in the next with its heading repeated; what does
 * not fit the sheet turns over to the next page.
 */
import type { RowValue, SectionValue } from '../../../../server/contract/screens.ts';

export type BoardLine =
  | {
      readonly kind: 'heading';
      readonly key: string;
      readonly name: string;
      /** Of the whole section, whichever column it goes on in. */
      readonly notYet: number;
      /** 0 where the section begins; it goes on under the same heading in the next column. */
      readonly part: number;
    }
  | { readonly kind: 'row'; readonly key: string; readonly row: RowValue };
export type BoardPage = readonly (readonly BoardLine[])[];

/** A heading at a column's foot with fewer people than this under it reads like a mistake. */
const ROWS_UNDER_HEADING_MIN = 2;

/** `leadersName` heads those whose section is not listed (the 班子 stands before the sections). */
export function layOutBoard(
  sections: readonly SectionValue[],
  rows: readonly RowValue[],
  shape: { readonly columns: number; readonly rowsPerColumn: number },
  leadersName: string,
): readonly BoardPage[] {
  const known = new Set(sections.map((section) => section.sectionId));
  const groups = [
    { sectionId: '', name: leadersName, rows: byRank(rows.filter((row) => !known.has(row.sectionId))) },
    ...sections
      .toSorted((one, other) => one.order - other.order)
      .map(({ sectionId, name }) => ({
        sectionId,
        name,
        rows: byRank(rows.filter((row) => row.sectionId === sectionId)),
      })),
  ];
  const columns: BoardLine[][] = [[]];
  for (const group of groups.filter(({ rows: people }) => people.length > 0)) {
    placeGroup(columns, group, shape.rowsPerColumn);
  }
  const pages: BoardLine[][][] = [];
  for (let at = 0; at < columns.length; at += shape.columns)
    pages.push(columns.slice(at, at + shape.columns));
  return pages;
}

function placeGroup(
  columns: BoardLine[][],
  group: { readonly sectionId: string; readonly name: string; readonly rows: readonly RowValue[] },
  rowsPerColumn: number,
): void {
  const notYet = group.rows.filter((row) => row.state === 'not-yet' || row.state === 'not-signed-in').length;
  let part = 0;
  let placed = 0;
  while (placed < group.rows.length) {
    let column = columns.at(-1) ?? [];
    const free = rowsPerColumn - column.length - 1;
    const wanted = Math.min(ROWS_UNDER_HEADING_MIN, group.rows.length - placed);
    if (column.length > 0 && free < wanted) {
      column = [];
      columns.push(column);
    }
    column.push({ kind: 'heading', key: `${group.sectionId}/${part}`, name: group.name, notYet, part });
    const room = Math.max(1, rowsPerColumn - column.length);
    for (const row of group.rows.slice(placed, placed + room))
      column.push({ kind: 'row', key: row.personId, row });
    placed += room;
    part += 1;
  }
}

function byRank(rows: readonly RowValue[]): readonly RowValue[] {
  return rows.toSorted((one, other) => one.rank - other.rank || (one.personId < other.personId ? -1 : 1));
}
