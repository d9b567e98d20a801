/** KQ-5 as arithmetic: conversion, addition of kinds, the fifth and the sixth absence, what is never counted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  datesOfMarks,
  EMPTY_YEAR,
  MARKS,
  markOf,
  monthMarks,
  withMark,
} from '../../../../server/attendance/counting/marks.ts';
import {
  convert,
  eligibilityOf,
  nearnessOf,
  nextLateWords,
  tallyOf,
  type OtherAbsence,
} from '../../../../server/attendance/counting/tally.ts';
import type { AttendanceVerdict } from '../../../../server/attendance/events.ts';
import { addDays } from '../../../../server/calendar/dates.ts';
import { SETTING_DEFAULTS } from '../../../../server/settings/catalogue.ts';

const RULE = SETTING_DEFAULTS['attendance.counting'];

/** A year with so many lates and absences, one a day from 1 January. */
function yearWith(lates: number, absences: number): string {
  const verdicts: AttendanceVerdict[] = [
    ...Array.from({ length: lates }, () => 'late' as const),
    ...Array.from({ length: absences }, () => 'absent' as const),
  ];
  return verdicts.reduce(
    (year, verdict, at) => withMark(year, addDays('2026-01-01', at), verdict),
    EMPTY_YEAR,
  );
}

function other(kind: OtherAbsence['kind'], at: number): OtherAbsence {
  return { kind, officeDate: addDays('2026-01-01', at), source: `${kind}-${at}`, title: kind };
}

describe('KQ-5', () => {
  it('KQ-5: 3k+r lates are k conversions and r left, for every k and r', () => {
    fc.assert(
      fc.property(fc.nat({ max: 80 }), fc.integer({ min: 0, max: 2 }), (k, r) => {
        expect(convert(3 * k + r, RULE)).toEqual({ converted: k, remainder: r });
        expect(tallyOf(yearWith(3 * k + r, 0), [], RULE)).toMatchObject({
          lates: 3 * k + r,
          converted: k,
          remainder: r,
          absences: k,
        });
      }),
    );
  });

  it('KQ-5: five absences still qualify, six do not', () => {
    const five = tallyOf(yearWith(0, 5), [], RULE);
    const six = tallyOf(yearWith(0, 6), [], RULE);
    expect(eligibilityOf(five, 'official', RULE)).toBe('eligible');
    expect(eligibilityOf(six, 'official', RULE)).toBe('not-eligible');
    expect(eligibilityOf(six, 'service-staff', RULE)).toBe('not-eligible');
  });

  it('KQ-5: seventeen lates and no absence are five, eighteen are six', () => {
    expect(tallyOf(yearWith(17, 0), [], RULE)).toMatchObject({ absences: 5, remainder: 2 });
    expect(eligibilityOf(tallyOf(yearWith(17, 0), [], RULE), 'official', RULE)).toBe('eligible');
    expect(eligibilityOf(tallyOf(yearWith(18, 0), [], RULE), 'official', RULE)).toBe('not-eligible');
  });

  it('KQ-5, KQ-3, ZB-3: absences of all kinds are added in times; nothing of duty is a late', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        fc.nat({ max: 10 }),
        fc.nat({ max: 10 }),
        fc.nat({ max: 10 }),
        (lates, mornings, activities, duties) => {
          const others = [
            ...Array.from({ length: activities }, (_, at) => other('activity', at)),
            ...Array.from({ length: duties }, (_, at) => other('duty', at)),
          ];
          const tally = tallyOf(yearWith(lates, mornings), others, RULE);
          expect(tally).toMatchObject({ lates, mornings, activities, duties });
          expect(tally.absences).toBe(mornings + activities + duties + Math.floor(lates / 3));
        },
      ),
    );
  });

  it('KQ-5: 借调 and 编外 are not assessed here, whatever they come to', () => {
    const many = tallyOf(yearWith(0, 20), [], RULE);
    expect(eligibilityOf(many, 'seconded', RULE)).toBe('not-assessed');
    expect(eligibilityOf(many, 'non-establishment', RULE)).toBe('not-assessed');
  });

  it('KQ-5: near at two lates since the last conversion and at four absences', () => {
    const near = (lates: number, absences: number): unknown =>
      nearnessOf(tallyOf(yearWith(lates, absences), [], RULE), RULE);
    expect(near(1, 0)).toEqual({ lates: false, absences: false });
    expect(near(2, 0)).toEqual({ lates: true, absences: false });
    expect(near(3, 0)).toEqual({ lates: false, absences: false });
    expect(near(5, 3)).toEqual({ lates: true, absences: true });
    expect(near(0, 4)).toEqual({ lates: false, absences: true });
    expect(nextLateWords(tallyOf(yearWith(5, 0), [], RULE), RULE)).toBe('再迟到 1 次折合缺勤 1 次');
    expect(nextLateWords(tallyOf(yearWith(2, 5), [], RULE), RULE)).toBe(
      '再迟到 1 次折合缺勤 1 次，全年缺勤将超过 5 次',
    );
  });

  it('KQ-2, KQ-5: only late and absent mornings count; 待核 and whatever is excused do not', () => {
    const verdicts = Object.keys(MARKS).filter((one) => one !== 'late' && one !== 'absent');
    const year = verdicts.reduce(
      (before, verdict, at) => withMark(before, addDays('2026-03-01', at), verdict as AttendanceVerdict),
      EMPTY_YEAR,
    );
    expect(tallyOf(year, [], RULE)).toMatchObject({ lates: 0, absences: 0 });
  });
});

describe('marks of a year', () => {
  it('every day has its own place: what is set is read again, and the rest stays', () => {
    const days = fc.integer({ min: 0, max: 365 }).map((at) => addDays('2028-01-01', at));
    const words = fc.constantFrom<AttendanceVerdict>('on-time', 'late', 'absent', 'open');
    fc.assert(
      fc.property(fc.array(fc.tuple(days, words), { maxLength: 60 }), (facts) => {
        const model = new Map<string, AttendanceVerdict>();
        let year = EMPTY_YEAR;
        for (const [date, verdict] of facts) {
          year = withMark(year, date, verdict);
          model.set(date, verdict);
        }
        for (const [date, verdict] of model) expect(markOf(year, date)).toBe(MARKS[verdict]);
        const lates = [...model].filter(([, verdict]) => verdict === 'late').map(([date]) => date);
        expect(datesOfMarks(year, '2028', MARKS.late)).toEqual(lates.toSorted());
      }),
    );
  });

  it('a month is its days alone, and a verdict taken away leaves no mark', () => {
    const year = withMark(withMark(undefined, '2026-02-28', 'late'), '2026-03-01', 'absent');
    expect(monthMarks(year, '2026-02')).toBe(`${'-'.repeat(27)}L---`);
    expect(monthMarks(year, '2026-03')).toBe(`A${'-'.repeat(30)}`);
    expect(withMark(withMark(year, '2026-02-28', undefined), '2026-03-01', undefined)).toBe(EMPTY_YEAR);
  });
});
