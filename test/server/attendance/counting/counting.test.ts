/** KQ-5 in an office: the register that opens to its days, private warnings, corrections years back, who reads what. */
import { describe, expect, it } from 'vitest';
import type { AttendanceVerdict, Judgement } from '../../../../server/attendance/events.ts';
import { RuleViolation } from '../../../../server/errors.ts';
import type { OfficeHarness } from '../../../support/office-harness.ts';
import { ENTRANCE, morningOffice, personRecord, press } from '../../../support/morning-office.ts';

function judgement(personId: string, officeDate: string, verdict: AttendanceVerdict): Judgement {
  return { personId, officeDate, verdict, clause: 'KQ-2', ruleVersion: 0, because: [] };
}

function judge(
  office: OfficeHarness,
  personId: string,
  officeDate: string,
  verdict: AttendanceVerdict,
): void {
  office.record({
    type: 'attendance.rejudged',
    data: {
      previous: undefined,
      judgement: judgement(personId, officeDate, verdict),
      contact: undefined,
      reason: 'test',
    },
  });
}

function activity(office: OfficeHarness, verdict: 'absent' | 'explained', counts = true): void {
  office.record({
    type: 'rollcall.judged',
    data: {
      activityId: 'activity-1',
      officeDate: '2026-11-10',
      title: '理论学习',
      counts,
      judgements: [{ personId: 'p-finger', verdict, because: [] }],
      reason: 'window-closed',
    },
  });
}

interface YearPerson {
  readonly personId: string;
  readonly eligibility: string;
}
function yearOf(office: OfficeHarness, personId: string, year = '2026'): YearPerson | undefined {
  const { people } = office.view('attendance.year', { year }) as { people: readonly YearPerson[] };
  return people.find((one) => one.personId === personId);
}

function warnings(office: OfficeHarness): readonly unknown[] {
  return office.events.filter(({ type }) => type === 'attendance.count-warned').map(({ data }) => data);
}

describe('KQ-5 in an office', () => {
  it('KQ-5: every figure opens to its days, and the register says the same', () => {
    const office = morningOffice();
    judge(office, 'p-finger', '2026-03-02', 'late');
    judge(office, 'p-finger', '2026-03-03', 'absent');
    judge(office, 'p-finger', '2026-03-04', 'open');
    activity(office, 'absent');
    office.record({
      type: 'duty.default-confirmed',
      data: {
        shiftId: 'night',
        personId: 'p-finger',
        officeDate: '2026-04-05',
        confirmedBy: 'p-director',
        ground: '未到岗',
      },
    });
    expect(yearOf(office, 'p-finger')).toMatchObject({
      lates: 1,
      mornings: 1,
      activities: 1,
      duties: 1,
      absences: 3,
      remainder: 1,
      eligibility: 'eligible',
      lateDates: ['2026-03-02'],
      morningDates: ['2026-03-03'],
      undecidedDates: ['2026-03-04'],
      otherAbsences: [
        { kind: 'activity', officeDate: '2026-11-10', source: 'activity-1', title: '理论学习' },
        { kind: 'duty', officeDate: '2026-04-05', source: '2026-04-05/night', title: '值班' },
      ],
    });
    const rows = office.registers.all(
      "SELECT kind, office_date FROM attendance_count WHERE person_id = 'p-finger' ORDER BY office_date",
    );
    expect(rows.map(({ kind, office_date }) => `${String(office_date)} ${String(kind)}`)).toEqual([
      '2026-03-02 late',
      '2026-03-03 absent',
      '2026-04-05 duty',
      '2026-11-10 activity',
    ]);
  });

  it('KQ-3: the last word on an activity stands; one of others counts nothing', () => {
    const office = morningOffice();
    activity(office, 'absent');
    expect(yearOf(office, 'p-finger')).toMatchObject({ activities: 1, absences: 1 });
    activity(office, 'explained');
    expect(yearOf(office, 'p-finger')).toMatchObject({ activities: 0, absences: 0 });
    activity(office, 'absent', false);
    expect(yearOf(office, 'p-finger')).toMatchObject({ absences: 0 });
    expect(office.registers.all('SELECT * FROM attendance_count')).toEqual([]);
  });

  it('KQ-5: a correction years back moves the year it belongs to and warns nobody', () => {
    const office = morningOffice();
    for (const day of ['05', '06', '07', '08']) judge(office, 'p-finger', `2023-01-${day}`, 'absent');
    judge(office, 'p-finger', '2026-01-05', 'absent');
    expect(yearOf(office, 'p-finger', '2023')).toMatchObject({ absences: 4 });
    judge(office, 'p-finger', '2023-01-06', 'explained');
    expect(yearOf(office, 'p-finger', '2023')).toMatchObject({ absences: 3 });
    expect(yearOf(office, 'p-finger')).toMatchObject({ absences: 1 });
    expect(warnings(office)).toEqual([]);
  });

  it('KQ-5: warned privately at two lates since the last conversion and at four absences, once each', () => {
    const office = morningOffice();
    const desk = office.screen('desk', undefined, office.person('p-finger'));
    const other = office.screen('desk', undefined, office.person('p-both'));
    judge(office, 'p-finger', '2026-03-02', 'late');
    expect(warnings(office)).toEqual([]);
    judge(office, 'p-finger', '2026-03-03', 'late');
    expect(warnings(office)).toMatchObject([{ personId: 'p-finger', about: 'lates', lates: 2 }]);
    expect(desk.document['inbox/count-warning/2026/lates']).toMatchObject({
      title: '本年迟到 2 次，再迟到 1 次折合缺勤 1 次',
    });
    expect(other.document['inbox/count-warning/2026/lates']).toBeUndefined();
    judge(office, 'p-finger', '2026-03-03', 'late');
    expect(warnings(office)).toHaveLength(1);
    office.ask('p-finger', 'attendance.see-count-warning', { year: '2026', about: 'lates' });
    expect(desk.document['inbox/count-warning/2026/lates']).toBeUndefined();
    for (const day of ['04', '05', '06', '09']) judge(office, 'p-finger', `2026-03-${day}`, 'absent');
    expect(warnings(office)).toHaveLength(2);
    expect(warnings(office)[1]).toMatchObject({ about: 'absences', absences: 4 });
    judge(office, 'p-finger', '2026-03-09', 'explained');
    expect(desk.document['inbox/count-warning/2026/absences']).toBeUndefined();
    expect(desk.document).toEqual(desk.full());
    expect(office.view('attendance.count-warnings', {}, office.person('p-clerk'))).toMatchObject({
      people: [{ personId: 'p-finger', lates: 2, absences: 3, near: { lates: true, absences: false } }],
    });
    expect(
      office.refusal(() =>
        office.ask('p-both', 'attendance.see-count-warning', { year: '2026', about: 'lates' }),
      ),
    ).toBe('ATTENDANCE_NO_WARNING');
  });

  it('KQ-5: 借调 and 编外 carry that they are not assessed here; who joins in mid-year begins with nothing', () => {
    const office = morningOffice();
    const joined = { ...personRecord('p-new', '新人', [], 30), joinedOn: '2026-07-01', standing: 'seconded' };
    office.request({ kind: 'system', through: 'service' }, 'people.record-person', joined);
    expect(yearOf(office, 'p-new')).toMatchObject({
      joinedOn: '2026-07-01',
      absences: 0,
      eligibility: 'not-assessed',
      eligibilityWords: '不参加本单位年终考核',
    });
    expect(yearOf(office, 'p-new', '2025')).toBeUndefined();
  });

  it('KQ-2: the month is a sign a day, and heads see their own section alone', () => {
    const office = morningOffice();
    judge(office, 'p-card', '2026-11-03', 'late');
    judge(office, 'p-finger', '2026-11-04', 'absent');
    const grid = office.view('attendance.month', { month: '2026-11' }) as {
      days: readonly { working: boolean }[];
      people: readonly { personId: string; marks: string }[];
    };
    expect(grid.days).toHaveLength(30);
    expect(grid.days[0]).toMatchObject({ date: '2026-11-01', working: false });
    expect(grid.people.find(({ personId }) => personId === 'p-card')?.marks).toBe(`--L${'-'.repeat(27)}`);
    const own = office.view('attendance.month', { month: '2026-11' }, office.person('p-head')) as typeof grid;
    expect(own.people.map(({ personId }) => personId)).toEqual(['p-head', 'p-card']);
    expect(() =>
      office.view('attendance.month', { month: '2026-11', section: 's-1' }, office.person('p-head')),
    ).toThrow(RuleViolation);
  });

  it('KQ-2: the late book keeps who came late, with the reason and what was decided', () => {
    const office = morningOffice();
    office.advanceTo('2026-11-23T07:40:00');
    press(office, 'p-both');
    office.advanceTo('2026-11-23T07:52:10');
    office.proven('entrance-finger');
    press(office, 'p-finger');
    office.ask('p-finger', 'attendance.explain', { officeDate: '2026-11-23', text: '送孩子就医' });
    office.ask('p-director', 'attendance.decide-explanation', {
      personId: 'p-finger',
      officeDate: '2026-11-23',
      accepted: true,
      remark: '属实',
    });
    const span = { from: '2026-11-01', to: '2026-11-30' };
    expect(office.view('attendance.late-book', span, office.person('p-clerk'))).toMatchObject({
      entries: [
        {
          personId: 'p-finger',
          time: '07:52:10',
          verdict: 'explained',
          explanation: { text: '送孩子就医', accepted: true, decidedBy: '周海涛', remark: '属实' },
        },
      ],
    });
    const audited = office.view('attendance.late-book', span, {
      ...office.person('p-clerk'),
      personId: 'p-auditor',
      roles: ['auditor'],
    } as never);
    expect(JSON.stringify(audited)).not.toContain('就医');
    expect(
      office.refusal(() => office.view('attendance.late-book', { from: '2026-11-30', to: '2026-11-01' })),
    ).toBe('ATTENDANCE_SPAN_INVALID');
    expect(
      office.view('attendance.sign-in-times', { month: '2026-11' }, office.person('p-card')),
    ).toMatchObject({
      onTime: 1,
      late: 1,
      classes: [
        { from: '07:40', to: '07:45', people: 1 },
        { from: '07:50', to: '07:55', people: 1 },
      ],
    });
    // Two people: a spread over them would tell of one of them.
    expect(
      office.view('attendance.sign-in-times', { month: '2026-11', section: 's-2' }, office.person('p-card')),
    ).toMatchObject({ withheld: true });
  });

  it('KQ-5: badging twice within five seconds shows the own tally, and it is gone after ten', () => {
    const office = morningOffice();
    const entrance = office.screen('entrance', ENTRANCE);
    judge(office, 'p-finger', '2026-11-03', 'late');
    office.advanceTo('2026-11-23T07:40:00');
    press(office, 'p-finger');
    expect(entrance.document['tally']).toBeUndefined();
    office.advanceTo('2026-11-23T07:40:04');
    press(office, 'p-finger');
    expect(entrance.document['tally']).toMatchObject({ name: '张伟', monthLates: 1, yearLates: 1 });
    office.advanceTo('2026-11-23T07:40:15');
    expect(entrance.full()['tally']).toBeUndefined();
    press(office, 'p-both');
    expect(entrance.document['tally']).toBeUndefined();
    office.advanceTo('2026-11-23T07:40:30');
    press(office, 'p-both');
    expect(entrance.document['tally']).toBeUndefined();
  });

  it('KQ-5: what counts follows from the journal alone', () => {
    const office = morningOffice();
    for (const day of ['02', '03', '04']) judge(office, 'p-finger', `2026-03-${day}`, 'late');
    activity(office, 'absent');
    activity(office, 'explained');
    expect(office.rebuilt().get('counting')).toEqual(office.states.get('counting'));
  });
});
