/**
 * Mornings of former years as another system kept them (CSV): read whole, every bad row named, nothing recorded here.
 * Only what was final is taken; a day that is the same here already is passed over, one that differs is a mistake.
 */
import type { Context } from '../engine/context.ts';
import type { HistoryDay } from '../attendance/counting/events.ts';
import { markOf, MARKS, NO_MARK } from '../attendance/counting/marks.ts';
import { isDate } from '../calendar/dates.ts';
import { readCsvTable, type CsvRow } from './csv-table.ts';
import type { Mistake } from './mistakes.ts';

/** Column → what it holds. The first three are required. */
export const HISTORY_COLUMNS = {
  日期: 'office date, 2025-11-24',
  编号: 'person id as in the staff list',
  结果: '按时, 迟到, 缺勤, 请假, 公出, 已说明 or 不作要求',
  时刻: 'sign-in, 07:52 or 07:52:10; only with 按时 or 迟到',
} as const;
type Column = keyof typeof HISTORY_COLUMNS;
const REQUIRED: readonly Column[] = ['日期', '编号', '结果'];
/** A year of two hundred people. */
const ROWS_MAX = 60_000;

const RESULTS: Readonly<Record<string, HistoryDay['verdict']>> = {
  按时: 'on-time',
  迟到: 'late',
  缺勤: 'absent',
  请假: 'on-leave',
  公出: 'away-on-duty',
  已说明: 'explained',
  不作要求: 'not-expected',
};

export interface HistoryList {
  /** Those that are not here yet. */
  readonly days: readonly HistoryDay[];
  /** Rows that say what stands here already. */
  readonly known: number;
  readonly mistakes: readonly Mistake[];
}

export function readHistoryList(text: string, context: Context): HistoryList {
  const form = { known: Object.keys(HISTORY_COLUMNS), required: REQUIRED, rowsMax: ROWS_MAX };
  const table = readCsvTable(text, form);
  if ('mistakes' in table) return { days: [], known: 0, mistakes: table.mistakes };
  const mistakes: Mistake[] = [];
  const days: HistoryDay[] = [];
  const seen = new Map<string, number>();
  let known = 0;
  for (const { row, line } of table.rows) {
    const wrong = (column: Column, message: string): void =>
      void mistakes.push({ path: `第 ${line} 行.${column}`, message });
    const before = mistakes.length;
    const key = `${row['日期'] ?? ''} ${row['编号'] ?? ''}`;
    const first = seen.get(key);
    if (first !== undefined) wrong('日期', `此人这一天与第 ${first} 行重复`);
    seen.set(key, line);
    const day = toDay(row, context, wrong);
    if (mistakes.length > before || day === undefined) continue;
    if (standsAlready(day, context, wrong)) known += 1;
    else if (mistakes.length === before) days.push(day);
  }
  return { days, known, mistakes };
}

function toDay(
  row: CsvRow,
  { people, officeDate: today, time }: Context,
  wrong: (column: Column, message: string) => void,
): HistoryDay | undefined {
  const [officeDate = '', personId = '', result = '', at = ''] = [
    row['日期'],
    row['编号'],
    row['结果'],
    row['时刻'],
  ];
  const isDay = isDate(officeDate);
  if (!isDay) wrong('日期', '须写作 2025-11-24');
  else if (officeDate >= today) wrong('日期', '须在今天以前');
  const person = people.person(personId);
  if (person === undefined) wrong('编号', '名册中没有这个编号');
  else if (officeDate < person.joinedOn || (person.leftOn !== undefined && officeDate >= person.leftOn))
    wrong('日期', `${person.name}这一天不在岗（入职 ${person.joinedOn}）`);
  const verdict = RESULTS[result];
  if (verdict === undefined) wrong('结果', `只能是 ${Object.keys(RESULTS).join('、')}`);
  const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(at);
  if (at !== '' && !isTime) wrong('时刻', '须写作 07:52 或 07:52:10');
  else if (at !== '' && verdict !== 'on-time' && verdict !== 'late') wrong('时刻', '只有按时和迟到有时刻');
  if (verdict === undefined) return undefined;
  const atMs = isDay && isTime ? time.instantOf(officeDate, at) : undefined;
  return { personId, officeDate, verdict, atMs };
}

/** True where the same stands here; something else that stands is a mistake, and is not replaced. */
function standsAlready(
  { personId, officeDate, verdict }: HistoryDay,
  { counting }: Context,
  wrong: (column: Column, message: string) => void,
): boolean {
  const mark = markOf(counting.marks(personId, officeDate.slice(0, 4)), officeDate);
  if (mark === MARKS[verdict]) return true;
  if (mark !== NO_MARK) wrong('结果', '本系统已有这一天的不同结果，不作更改');
  return false;
}
