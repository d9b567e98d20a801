/** A sheet with a heading as a spreadsheet saves it (CSV, UTF-8, with or without BOM); what is wrong with it is named. */
import { parse } from 'csv-parse/sync';
import type { Mistake } from './mistakes.ts';

/** Undefined: the sheet has no such column. */
export type CsvRow = Readonly<Record<string, string | undefined>>;

export interface NumberedRow {
  readonly row: CsvRow;
  /** In the file, as a spreadsheet numbers it: empty lines count. */
  readonly line: number;
}
export interface CsvForm {
  readonly known: readonly string[];
  readonly required: readonly string[];
  readonly rowsMax: number;
}

export function readCsvTable(
  text: string,
  { known, required, rowsMax }: CsvForm,
): { readonly rows: readonly NumberedRow[] } | { readonly mistakes: readonly Mistake[] } {
  const whole = (message: string): { readonly mistakes: readonly Mistake[] } => ({
    mistakes: [{ path: '', message }],
  });
  let table: readonly (readonly string[])[];
  try {
    table = parse(text, { bom: true, trim: true, relax_column_count: true });
  } catch (cause) {
    return whole(`不是可读的 CSV：${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const numbered = table
    .map((cells, at) => ({ cells, line: at + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [first, ...body] = numbered;
  const heading = first?.cells ?? [];
  const mistakes = [
    ...required
      .filter((column) => !heading.includes(column))
      .map((column) => ({ path: column, message: '缺少这一列' })),
    ...heading
      .filter((column) => !known.includes(column))
      .map((column) => ({ path: column, message: '没有这一列' })),
  ];
  if (mistakes.length > 0) return { mistakes };
  if (body.length === 0) return whole('没有人员行');
  if (body.length > rowsMax) return whole(`超过 ${rowsMax} 行`);
  const ragged = body.flatMap(({ cells, line }) =>
    cells.length > heading.length ? [{ path: `第 ${line} 行`, message: '列数多于表头' }] : [],
  );
  if (ragged.length > 0) return { mistakes: ragged };
  return {
    rows: body.map(({ cells, line }) => ({
      row: Object.fromEntries(heading.map((column, at) => [column, cells[at] ?? ''])),
      line,
    })),
  };
}
