/**
 * A list as an .xlsx file that WPS and Excel open: a bold first row that stays in sight, columns as wide as they need.
 * Texts are written as texts, so that nothing in them is ever run as a formula.
 */
import writeXlsxFile, { type Cell as XlsxCell, type SheetData } from 'write-excel-file/node';
import type { Cell, Sheet } from './sheet.ts';

/** Longer names and these signs are refused by Excel. */
const NAME_LENGTH_MAX = 31;
const WIDTH_MAX = 60;
/** Rows looked at for the width of a column: the rest are alike. */
const ROWS_MEASURED = 200;

export async function xlsxOf({ name, columns, rows }: Sheet): Promise<Buffer> {
  const head = columns.map((value): XlsxCell => ({ value, type: String, fontWeight: 'bold', wrap: true }));
  const body = rows.map((row) => row.map(cellOf));
  const data: SheetData = [head, ...body];
  const options = {
    sheet: name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, NAME_LENGTH_MAX),
    columns: columns.map((title, at) => ({ width: widthOf(title, at, rows) })),
    stickyRowsCount: 1,
  };
  return writeXlsxFile(data, options, { fontFamily: '宋体', fontSize: 11 }).toBuffer();
}

/** Empty texts are left out: a sheet of ten thousand people has many. */
function cellOf(value: Cell): XlsxCell {
  if (typeof value === 'number') return { value, type: Number };
  return value === '' ? undefined : { value, type: String };
}

/** In characters; a Chinese sign is as wide as two. */
function widthOf(title: string, at: number, rows: Sheet['rows']): number {
  const longest = rows
    .slice(0, ROWS_MEASURED)
    .reduce((width, row) => Math.max(width, charactersOf(row[at])), charactersOf(title));
  return Math.min(WIDTH_MAX, longest + 2);
}

function charactersOf(value: Cell | undefined): number {
  const text = String(value ?? '');
  return text.length + (text.match(/[\u0100-\uFFFF]/g)?.length ?? 0);
}
