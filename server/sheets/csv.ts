/**
 * CSV that spreadsheets open as it was meant: UTF-8 with a mark, CRLF, quoted where needed (RFC 4180). A text that a
 * spreadsheet would run as a formula gets an apostrophe before it, as OWASP has it: names and reasons are typed by people.
 */
import type { Cell, Sheet } from './sheet.ts';

const MARK = '\uFEFF';
const RUNS = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

export function csvOf({ columns, rows }: Sheet): string {
  return MARK + [columns, ...rows].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

function fieldOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text as a spreadsheet shows it, and never as a formula. */
export function harmless(text: string): string {
  return RUNS.test(text) ? `'${text}` : text;
}
