/**
 * Rows as text for a spreadsheet. A cell that a spreadsheet would take for a formula is made harmless by an apostrophe
 * in front: what a visitor wrote into a log must not run on the secretary's machine.
 */
import { cellText, type Column } from './column.ts';

/** With the full-width forms, which WPS and Excel in East Asian editions take for the same. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

/** CSV in UTF-8 with the mark in front by which WPS and Excel know it, CRLF at every line's end; `note` is its last line. */
export function asCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[], note?: string): string {
  const lines = [...cellsOf(columns, rows), ...(note === undefined ? [] : [[harmless(note)]])].map((cells) =>
    cells.map(quoted).join(','),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Tabs between cells: what a spreadsheet takes from the clipboard. */
export function asTabbed<Row>(columns: readonly Column<Row>[], rows: readonly Row[], note?: string): string {
  return [...cellsOf(columns, rows), ...(note === undefined ? [] : [[harmless(note)]])]
    .map((cells) => cells.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\r\n');
}

/** A name that Windows takes: what it forbids becomes a 一字线. */
export function csvFileName(name: string): string {
  const kept = name.trim().replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '—');
  return `${kept === '' ? '—' : kept}.csv`;
}

function cellsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly (readonly string[])[] {
  return [
    columns.map(({ title }) => harmless(title)),
    ...rows.map((row) =>
      columns.map((column) => {
        const text = cellText(column, row);
        return typeof column.value(row) === 'number' ? text : harmless(text);
      }),
    ),
  ];
}
function harmless(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
