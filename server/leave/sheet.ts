/** The register of leave as a list for a spreadsheet, with as much of it as the reader may read. */
import type { Reading } from '../engine/module.ts';
import type { Sheet } from '../sheets/sheet.ts';
import type { LeaveLine } from './rows.ts';
import { halfWords } from './words.ts';

export function leaveSheet(
  { from, until }: { readonly from: string; readonly until: string },
  lines: readonly LeaveLine[],
  { context }: Reading,
): Sheet {
  return {
    name: `请假外出登记簿 ${from} 至 ${until}`,
    columns: [
      '科室',
      '姓名',
      '事项',
      '起',
      '止',
      '天数',
      '状态',
      '事由',
      '决定人',
      '意见',
      '申请时间',
      '销假',
    ],
    rows: lines.map((line) => [
      line.sectionName ?? '',
      line.name ?? line.personId,
      line.words,
      halfWords(line.span.from),
      halfWords(line.lastHalf),
      line.unknownFrom === undefined ? line.halves / 2 : '待定',
      line.stageWords ?? '',
      line.grounds?.reason ?? '',
      line.grounds?.leaderName ?? line.grounds?.decidedByName ?? '',
      line.grounds?.remark ?? '',
      `${context.time.dateOf(line.askedAtMs)} ${context.time.timeOf(line.askedAtMs).slice(0, 5)}`,
      line.back === undefined ? (line.overdueOn === undefined ? '' : '逾期未销假') : halfWords(line.back),
    ]),
  };
}
