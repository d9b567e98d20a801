/** KQ-5: mornings from another system: every bad row named, the same file twice changes nothing, nothing is replaced. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistoryList } from '../../../../server/access/history-list.ts';
import { morningOffice } from '../../../support/morning-office.ts';
import type { OfficeHarness } from '../../../support/office-harness.ts';

const HEADING = '日期,编号,结果,时刻';
const read = (office: OfficeHarness, ...lines: readonly string[]) =>
  readHistoryList([HEADING, ...lines].join('\r\n'), office.context());

function take(office: OfficeHarness, ...lines: readonly string[]): void {
  const { days, mistakes } = read(office, ...lines);
  expect(mistakes).toEqual([]);
  office.ask('p-clerk', 'attendance.import-history', { source: '旧机.csv', days });
}

describe('KQ-5: history of another system', () => {
  it('names every bad row and column, by the line in the file', () => {
    const { days, mistakes } = read(
      morningOffice(),
      '2025-11-24,p-card,按时,07:41',
      '2025-02-30,p-card,按时,',
      '2026-11-23,p-card,按时,',
      '2025-11-24,p-nobody,迟到,',
      '2025-11-24,p-both,旷工,',
      '2025-11-25,p-both,缺勤,07:52',
      '2025-11-26,p-both,迟到,7点52',
      '2025-11-24,p-card,迟到,',
    );
    expect(days).toHaveLength(1);
    expect(mistakes).toEqual([
      { path: '第 3 行.日期', message: '须写作 2025-11-24' },
      { path: '第 4 行.日期', message: '须在今天以前' },
      { path: '第 5 行.编号', message: '名册中没有这个编号' },
      { path: '第 6 行.结果', message: expect.stringContaining('只能是 按时') },
      { path: '第 7 行.时刻', message: '只有按时和迟到有时刻' },
      { path: '第 8 行.时刻', message: '须写作 07:52 或 07:52:10' },
      { path: '第 9 行.日期', message: '此人这一天与第 2 行重复' },
    ]);
  });

  it('counts in its own year, opens to where it comes from, and taken twice is taken once', () => {
    const office = morningOffice();
    const lines = ['03', '04', '05'].map((day) => `2025-11-${day},p-card,迟到,07:52`);
    take(office, ...lines, '2025-11-06,p-card,缺勤,');
    const rule = { latesPerAbsence: 3, absencesAllowed: 5 };
    const tally = office.context().counting.tally('p-card', '2025', rule);
    expect(tally).toMatchObject({ lates: 3, absences: 2 });
    expect(office.context().counting.tally('p-card', '2026', rule)).toMatchObject({ lates: 0, absences: 0 });
    expect(read(office, ...lines)).toEqual({ days: [], known: 3, mistakes: [] });
    expect(office.rebuilt().get('counting')).toEqual(office.stateOf('counting'));
  });

  it('never stands over what stands here, neither in the file nor in the request', () => {
    const office = morningOffice();
    take(office, '2025-11-03,p-card,迟到,07:52');
    expect(read(office, '2025-11-03,p-card,缺勤,').mistakes).toEqual([
      { path: '第 2 行.结果', message: '本系统已有这一天的不同结果，不作更改' },
    ]);
    const before = office.events.length;
    const days = [
      { personId: 'p-both', officeDate: '2025-11-03', verdict: 'absent' },
      { personId: 'p-card', officeDate: '2025-11-03', verdict: 'absent' },
    ];
    expect(
      office.refusal(() => office.ask('p-clerk', 'attendance.import-history', { source: 'x', days })),
    ).toBe('ATTENDANCE_HISTORY_STANDS');
    expect(office.events).toHaveLength(before);
  });

  it('in any order of files gives the same year', () => {
    const lines = Array.from(
      { length: 12 },
      (_, at) => `2025-0${1 + (at % 9)}-1${at % 4},p-both,迟到,07:5${at % 9}`,
    );
    const unique = [...new Map(lines.map((line) => [line.slice(0, 10), line])).values()];
    const marks = (order: readonly string[]): string => {
      const office = morningOffice();
      for (const line of order) take(office, line);
      return office.context().counting.marks('p-both', '2025');
    };
    const inOrder = marks(unique);
    fc.assert(
      fc.property(fc.shuffledSubarray(unique, { minLength: unique.length }), (order) => {
        expect(marks(order)).toBe(inOrder);
      }),
      { numRuns: 10 },
    );
  });
});
