/** The calendar: published years and only those, provisional days, single days by two people, loaded notices. */
import { describe, expect, it } from 'vitest';
import { datesOfYear, isDate, weekdayOf } from '../../../server/calendar/dates.ts';
import { planNotice } from '../../../server/calendar/notice.ts';
import { PUBLISHED_YEARS } from '../../../server/calendar/published/years.ts';
import { daysOfYear, fileOfYear, mistakesOfYear } from '../../support/published-calendar.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { morningOffice, press, verdict } from '../../support/morning-office.ts';
import { SERVICE } from '../../support/office-harness.ts';

const NOTICE_2027 = [
  ...['2027-01-01', '2027-01-02', '2027-01-03'].map((date) => `${date},休,元旦`),
  ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'].map(
    (date) => `${date},休,春节`,
  ),
  '2027-02-13,班,春节',
  ...['2027-10-01', '2027-10-02', '2027-10-03'].map((date) => `${date},休,国庆节`),
].join('\n');

describe('published years', () => {
  it.each(PUBLISHED_YEARS)('$year is what the generator makes, and sound', ({ year, days }) => {
    expect(days).toEqual(daysOfYear(year));
    expect(mistakesOfYear(year, days)).toEqual([]);
    const committed = readFileSync(
      join(import.meta.dirname, `../../../server/calendar/published/${year}.ts`),
      'utf8',
    );
    expect(committed.replaceAll(/\s+/g, '')).toBe(fileOfYear(year).replaceAll(/\s+/g, ''));
  });

  it('2026 has 33 days off and 6 make-up days, as the notice counts them', () => {
    const days = PUBLISHED_YEARS.find(({ year }) => year === 2026)?.days ?? [];
    expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(33);
    const makeUp = days.filter(({ kind }) => kind === 'make-up-workday').map(({ date }) => date);
    expect(makeUp).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('2027 has not been published: the generator refuses, and no file pretends', () => {
    expect(daysOfYear(2027)).toEqual([]);
    expect(() => fileOfYear(2027)).toThrow(/no sound 2027/);
    expect(Math.max(...PUBLISHED_YEARS.map(({ year }) => year))).toBe(2026);
  });
});

describe('calendar', () => {
  it('knows working days, rest days, holidays and make-up days', () => {
    const { calendar } = morningOffice().context();
    expect(calendar.isWorkingDay('2026-11-23')).toBe(true);
    expect(calendar.isWorkingDay('2026-11-22')).toBe(false);
    expect(calendar.dayOf('2026-10-10')).toMatchObject({
      kind: 'make-up-workday',
      name: '国庆节',
      published: true,
    });
    expect(calendar.dayOf('2026-10-05')).toMatchObject({ kind: 'holiday', name: '国庆节' });
    const working = datesOfYear(2026).filter((date) => calendar.isWorkingDay(date)).length;
    expect(working).toBe(248);
  });

  it('does not know a day of a year without a notice', () => {
    const { calendar } = morningOffice().context();
    expect(calendar.dayOf('2027-01-01')).toEqual({ published: false, date: '2027-01-01' });
    expect(calendar.isWorkingDay('2027-01-04')).toBeUndefined();
    expect(calendar.workingDayAfter('2026-12-31', 1)).toBeUndefined();
    expect(calendar.workingDayAfter('2026-11-20', 2)).toBe('2026-11-24');
  });

  it('holds 25 to 31 December provisional until the next notice', () => {
    const office = morningOffice();
    const day = (date: string): unknown => office.context().calendar.dayOf(date);
    expect(day('2026-12-24')).toMatchObject({ provisional: false });
    expect(day('2026-12-25')).toMatchObject({ provisional: true, kind: 'workday' });
    const { days } = planNotice(`${NOTICE_2027}\n2026-12-27,班,元旦`, 2027);
    office.request(SERVICE, 'calendar.publish-year', { year: 2027, source: '国办发明电〔2026〕9 号', days });
    expect(day('2026-12-25')).toMatchObject({ provisional: false });
    expect(day('2026-12-27')).toMatchObject({ kind: 'make-up-workday' });
    expect(day('2027-01-01')).toMatchObject({ kind: 'holiday', published: true });
  });

  it('loads a year once and refuses an unsound notice', () => {
    const office = morningOffice();
    const { days, mistakes } = planNotice(NOTICE_2027, 2027);
    expect(mistakes).toEqual([]);
    const body = { year: 2027, source: '国办发明电', days };
    const cut = { ...body, days: days.slice(0, 4) };
    expect(office.refusal(() => office.request(SERVICE, 'calendar.publish-year', cut))).toBe(
      'CALENDAR_NOTICE_UNSOUND',
    );
    office.request(SERVICE, 'calendar.publish-year', body);
    expect(office.refusal(() => office.request(SERVICE, 'calendar.publish-year', body))).toBe(
      'CALENDAR_YEAR_ALREADY_PUBLISHED',
    );
  });

  it("takes a year's notice from a person only with another's word, and asks for it from 1 November on", () => {
    const office = morningOffice({ start: '2026-10-31T06:00:00' });
    const clerk = office.screen('desk', undefined, office.person('p-clerk'));
    const director = office.screen('desk', undefined, office.person('p-director'));
    expect(director.document['inbox/calendar-year']).toBeUndefined();
    office.advanceTo('2026-11-01T00:00:00');
    expect(director.document['inbox/calendar-year']).toMatchObject({ title: '2027 年放假安排尚未登记' });

    const { days } = planNotice(NOTICE_2027, 2027);
    const notice = { year: 2027, source: '国办发明电〔2026〕9 号', days };
    expect(
      office.refusal(() =>
        office.ask('p-clerk', 'calendar.propose-year', { ...notice, days: days.slice(2) }),
      ),
    ).toBe('CALENDAR_NOTICE_UNSOUND');
    const answer = office.ask('p-clerk', 'calendar.propose-year', notice);
    expect(office.context().calendar.dayOf('2027-01-01')).toMatchObject({ published: false });
    expect(director.document['inbox/calendar-year']).toBeUndefined();
    const item = Object.entries(director.document).find(([key]) => key.startsWith('inbox/year/'));
    expect(item?.[1]).toMatchObject({ actions: ['calendar.confirm-year', 'calendar.withdraw-year'] });
    expect(office.refusal(() => office.ask('p-clerk', 'calendar.confirm-year', answer))).toBe(
      'CALENDAR_SECOND_PERSON',
    );

    const again = office.ask('p-chief', 'calendar.propose-year', notice);
    office.ask('p-director', 'calendar.confirm-year', answer);
    expect(office.context().calendar.dayOf('2027-01-01')).toMatchObject({ kind: 'holiday', published: true });
    // The same notice read off the paper twice: once is enough.
    expect(office.refusal(() => office.ask('p-clerk', 'calendar.withdraw-year', again))).toBe(
      'CALENDAR_PROPOSAL_UNKNOWN',
    );
    expect(Object.keys(director.document).filter((key) => key.startsWith('inbox/year/'))).toEqual([]);
    for (const screen of [clerk, director]) expect(screen.document).toEqual(screen.full());
  });

  it('keeps nothing of a notice that is withdrawn', () => {
    const office = morningOffice();
    const { days } = planNotice(NOTICE_2027, 2027);
    const answer = office.ask('p-clerk', 'calendar.propose-year', { year: 2027, source: '国办发明电', days });
    office.ask('p-clerk', 'calendar.withdraw-year', answer);
    expect(office.refusal(() => office.ask('p-director', 'calendar.confirm-year', answer))).toBe(
      'CALENDAR_PROPOSAL_UNKNOWN',
    );
    expect(office.context().calendar.publishedYears()).not.toContain(2027);
  });

  it('names every bad line of a notice file', () => {
    const { mistakes } = planNotice('2027-02-30,休,春节\n2027-01-01,歇,元旦\n# 注释\n\n2027-01-02,休,', 2027);
    expect(mistakes.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('changes a single day only by two people', () => {
    const office = morningOffice();
    const body = { date: '2026-11-28', kind: 'make-up-workday', name: '迎检', reason: '迎接检查' };
    const answer = office.ask('p-clerk', 'calendar.change-day', body);
    expect(office.context().calendar.isWorkingDay('2026-11-28')).toBe(false);
    expect(office.refusal(() => office.ask('p-clerk', 'calendar.confirm-day', answer))).toBe(
      'CALENDAR_SECOND_PERSON',
    );
    office.ask('p-director', 'calendar.confirm-day', answer);
    expect(office.context().calendar.isWorkingDay('2026-11-28')).toBe(true);
    expect(office.refusal(() => office.ask('p-director', 'calendar.confirm-day', answer))).toBe(
      'CALENDAR_PROPOSAL_UNKNOWN',
    );
  });

  it('makes one day of an unpublished year a working day by two people, for instance today', () => {
    const office = morningOffice({ start: '2027-01-04T06:00:00' });
    expect(office.context().calendar.isWorkingDay('2027-01-04')).toBeUndefined();
    const answer = office.ask('p-clerk', 'calendar.change-day', {
      date: '2027-01-04',
      kind: 'workday',
      reason: '通知未到，照常上班',
    });
    office.ask('p-chief', 'calendar.confirm-day', answer);
    office.advanceTo('07:40:00');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('on-time');
  });

  it('turns the screens at midnight and tells the hall of the days ahead', () => {
    const office = morningOffice({ start: '2026-09-17T06:00:00' });
    const screen = office.screen('entrance', 'entrance-1');
    expect(screen.document['day']).toMatchObject({ officeDate: '2026-09-17', kind: 'workday' });
    expect(JSON.stringify(screen.document['notices'])).toContain('9月20日（周日）调休上班');
    office.advanceTo('2026-09-20T00:00:00');
    expect(screen.document['day']).toEqual({
      officeDate: '2026-09-20',
      kind: 'make-up-workday',
      holidayName: '国庆节',
    });
    expect(screen.document).toEqual(screen.full());
  });
});

describe('dates', () => {
  it('are real dates and know their weekday', () => {
    expect(isDate('2026-02-29')).toBe(false);
    expect(isDate('2028-02-29')).toBe(true);
    expect(isDate('2026-1-1')).toBe(false);
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-22'), weekdayOf('1969-12-31')]).toEqual([1, 7, 3]);
  });
});
