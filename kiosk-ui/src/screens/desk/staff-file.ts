/**
 * The staff list as it lies on the administrator's disk: its encoding, and enough of its rows to recognise it before
 * it is sent. Whether the rows are good is the service's to say. Pure.
 */

/** The columns of docs/configuration.md, *The staff list*, in its order. */
export const STAFF_TEMPLATE_COLUMNS = [
  '编号',
  '姓名',
  '科室',
  '职务',
  '排序',
  '身份',
  '入职日期',
  '角色',
  '班子成员',
  '免签到',
];

/** An empty list to fill in. The mark in front lets Excel open it as UTF-8. */
export const STAFF_TEMPLATE = `\uFEFF${STAFF_TEMPLATE_COLUMNS.join(',')}\r\n`;

/** The service takes no longer list. */
export const STAFF_FILE_BYTES_MAX = 2 * 1024 * 1024;

const SHOWN_ROWS = 3;

export interface StaffFileText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'GB18030';
}

/**
 * UTF-8 where every byte is, otherwise GB18030: so Excel and WPS save CSV in China. Undefined where it is neither, or
 * is no text at all (a workbook saved as .xlsx, say).
 */
export function decodeStaffFile(bytes: Uint8Array): StaffFileText | undefined {
  for (const encoding of ['UTF-8', 'GB18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') ? undefined : { text, encoding };
    } catch {
      // Not of this encoding.
    }
  }
  return undefined;
}

export interface NumberedCells {
  /** As the service names it in its answer: the heading is line 1, empty lines count. */
  readonly line: number;
  readonly cells: readonly string[];
}
export interface StaffPreview {
  readonly heading: readonly string[];
  /** People in the list; neither the heading nor empty lines. */
  readonly count: number;
  /** The first three of them. */
  readonly rows: readonly NumberedCells[];
}

export function previewStaffList(text: string): StaffPreview {
  const [heading, ...body] = csvRows(text)
    .map((cells, at) => ({ cells, line: at + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return { heading: heading?.cells ?? [], count: body.length, rows: body.slice(0, SHOWN_ROWS) };
}

/** Cells may stand in quotes, and then hold commas, line ends and doubled quotes. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let cells: string[] = [];
  const piece = /(?:[^\S\r\n]*"((?:[^"]|"")*)"[^,\r\n]*|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    const [, quoted, plain = '', end] = match;
    cells.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end !== ',') {
      rows.push(cells);
      cells = [];
    }
    if (end === '') break;
  }
  return rows;
}

/** `第 3 行.排序` as it is read aloud. */
export function placeWords(path: string): string {
  return path.replace('.', '　');
}
