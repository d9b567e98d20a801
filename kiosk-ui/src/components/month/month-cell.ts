/** What one day of one person says. What it means is the caller's: no rule of attendance or duty lives in a grid. */
import type { MarkShape } from '../marks.ts';

export interface MonthCell {
  readonly shape: MarkShape;
  /** What the state is called, `迟到`: spoken, and drawn where there is room for it. */
  readonly word: string;
  /** Drawn under the mark, five signs at most: `07:53`. */
  readonly text?: string;
}
export interface MonthRow {
  readonly id: string;
  readonly label: string;
  /** Rows of one group stand together under its name; the order is the caller's. */
  readonly group?: string;
}
export interface LegendEntry {
  readonly shape: MarkShape;
  readonly word: string;
}
export interface MonthGroup {
  readonly name: string | undefined;
  /** With the place of each row in the whole, from 0. */
  readonly rows: readonly { readonly row: MonthRow; readonly at: number }[];
}

/** Neighbouring rows of one group, in the order given. */
export function groupsOf(rows: readonly MonthRow[]): readonly MonthGroup[] {
  const groups: { name: string | undefined; rows: { row: MonthRow; at: number }[] }[] = [];
  for (const [at, row] of rows.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === row.group) last.rows.push({ row, at });
    else groups.push({ name: row.group, rows: [{ row, at }] });
  }
  return groups;
}

/** `王建国 11月23日 迟到 07:53` */
export function cellWords(who: string, day: string, cell: MonthCell | undefined, otherwise: string): string {
  const word = cell?.word ?? otherwise;
  const text = cell?.text ?? '';
  return [who, day, word, text === word ? '' : text].filter((part) => part !== '').join(' ');
}
