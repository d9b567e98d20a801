/**
 * The canonical text of a bulletin: UTF-8 with a mark, CRLF, RFC 4180. Once something has been issued by a layout that
 * layout never changes; another one gets the next number.
 */
import { csvOf } from '../sheets/csv.ts';
import type { Cell, Sheet } from '../sheets/sheet.ts';
import type {
  BulletinCorrection,
  BulletinLeaveKind,
  BulletinLine,
  MissedOther,
  PrintedAs,
} from './events.ts';

export const LAYOUT = 1;

export const STANDING_WORDS: Readonly<Record<BulletinLine['standing'], string>> = {
  official: '',
  'service-staff': '机关工勤人员',
  seconded: '借调',
  'non-establishment': '编外',
};

const LEAVE_WORDS: Readonly<Record<BulletinLeaveKind, string>> = {
  personal: '事假',
  sick: '病假',
  annual: '年休假',
  marriage: '婚假',
  maternity: '产假',
  bereavement: '丧假',
  'time-off': '补休',
  away: '公出',
  countryside: '下乡',
  study: '学习',
  village: '驻村',
  'party-school': '党校',
  secondment: '借调',
};
const LEAVE_ORDER = Object.keys(LEAVE_WORDS);

export const PRINTED_WORDS: Readonly<Record<PrintedAs, string>> = {
  late: '迟到',
  absent: '缺勤',
  undecided: '待核',
};

const COLUMNS = [
  '类别',
  '科室',
  '姓名',
  '备注',
  '迟到（次）',
  '迟到日期',
  '缺勤（次）',
  '缺勤日期',
  '活动、值班缺勤（次）',
  '活动、值班缺勤事项',
  '待核（次）',
  '待核日期',
  '请假、公出（天）',
  '更正内容',
] as const;

export interface BulletinText {
  readonly month: string;
  readonly lines: readonly BulletinLine[];
  readonly corrections: readonly BulletinCorrection[];
}

/** `2026年10月考勤通报` */
export function titleOf(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月考勤通报`;
}

export function canonicalCsv(text: BulletinText): string {
  return csvOf(bulletinSheet(text));
}

export function bulletinSheet({ month, lines, corrections }: BulletinText): Sheet {
  return {
    name: titleOf(month),
    columns: COLUMNS,
    rows: [...lines.map(lineCells), ...corrections.map(correctionCells)],
  };
}

function lineCells(line: BulletinLine): readonly Cell[] {
  const { sectionName, name, standing, lates, mornings, others, undecided, leave } = line;
  return [
    '本月',
    sectionName,
    name,
    STANDING_WORDS[standing],
    lates.length,
    datesText(lates),
    mornings.length,
    datesText(mornings),
    others.length,
    others.map(otherText).join('；'),
    undecided.length,
    datesText(undecided),
    leaveText(leave),
    '',
  ];
}

/** `10月8日《理论学习》` */
function otherText({ kind, officeDate, title }: MissedOther): string {
  return kind === 'duty' ? `${dateText(officeDate)}值班` : `${dateText(officeDate)}《${title}》`;
}

export function leaveText(leave: BulletinLine['leave']): string {
  return Object.entries(leave)
    .toSorted(([one], [other]) => LEAVE_ORDER.indexOf(one) - LEAVE_ORDER.indexOf(other))
    .map(([kind, halves]) => `${wordOf(kind)}${halves / 2}`)
    .join('、');
}

function wordOf(kind: string): string {
  return Object.entries(LEAVE_WORDS).find(([known]) => known === kind)?.[1] ?? kind;
}

function correctionCells(correction: BulletinCorrection): readonly Cell[] {
  const { sectionName, name } = correction;
  return ['更正', sectionName, name, '', '', '', '', '', '', '', '', '', '', correctionText(correction)];
}

/** `2026年9月30日原印发：缺勤；现更正为：不计` */
export function correctionText({ officeDate, source, title, printed, now }: BulletinCorrection): string {
  const year = officeDate.slice(0, 4);
  const what = source === 'morning' ? '' : `《${title}》`;
  const before = printed === undefined ? '未列' : PRINTED_WORDS[printed];
  const after = now === undefined ? '不计' : PRINTED_WORDS[now];
  return `${year}年${dateText(officeDate)}${what}原印发：${before}；现更正为：${after}`;
}

function datesText(dates: readonly string[]): string {
  return dates.map(dateText).join('、');
}

function dateText(officeDate: string): string {
  return `${Number(officeDate.slice(5, 7))}月${Number(officeDate.slice(8, 10))}日`;
}
