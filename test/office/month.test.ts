/**
 * A month of mornings, National Day with its make-up day included, and the turn to a year without a notice: every
 * person every day against a model of three lines, every screen against a full reading, the end against a rebuild.
 */
import { describe, expect, it } from 'vitest';
import { addDays } from '../../server/calendar/dates.ts';
import { planNotice } from '../../server/calendar/notice.ts';
import { SERVICE, type OfficeHarness } from '../support/office-harness.ts';
import { ENTRANCE, FINGER, STAFF, morningOffice, press, swipe, verdict } from '../support/morning-office.ts';

/** Seconds after 07:30 at which somebody comes on the n-th day; undefined: not at all. Different for each and each day. */
function arrival(person: number, day: number): number | undefined {
  const drawn = (person * 7919 + day * 104_729 + 13) % 2400;
  return drawn > 2200 ? undefined : drawn;
}

function expected(second: number | undefined): string {
  if (second === undefined) return 'not-signed-in';
  if (second < 1200) return 'on-time';
  return second < 1801 ? 'late' : 'after-edge';
}

/** Everybody's morning in order of time, the finger module's beats between. Whoever has no finger uses the card. */
function liveMorning(office: OfficeHarness, date: string, day: number): void {
  const startMs = office.time.instantOf(date, '07:30');
  const contacts = STAFF.flatMap(([personId], person) => {
    const second = arrival(person, day);
    if (second === undefined) return [];
    const badge = personId === 'p-card' ? swipe : press;
    return [{ atMs: startMs + second * 1000, run: () => badge(office, personId) }];
  });
  const beats = [1203, 1805, 2404].map((second) => ({
    atMs: startMs + second * 1000,
    run: () => office.proven(FINGER),
  }));
  // A card nobody holds proves the silent reader after 08:00.
  const stranger = { atMs: startMs + 2405 * 1000, run: () => void office.card('entrance-card', undefined) };
  for (const { atMs, run } of [...contacts, ...beats, stranger].toSorted((a, b) => a.atMs - b.atMs)) {
    office.advance(atMs - office.nowMs);
    run();
  }
}

/** The desk without the duty leader's words, which are another module's. */
function ofTheMorning(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(document).filter(([key]) => !key.startsWith('inbox/duty-word')));
}

describe('a month of office life', () => {
  it('KQ-1, KQ-2: judges every working day as the regulation says and no other day', () => {
    const office = morningOffice({ start: '2026-09-28T05:00:00' });
    const entrance = office.screen('entrance', ENTRANCE);
    const desk = office.screen('desk', undefined, office.person('p-director'));
    let judgedDays = 0;
    for (let day = 0; day < 31; day += 1) {
      const date = addDays('2026-09-28', day);
      office.advanceTo(`${date}T06:00:00`);
      liveMorning(office, date, day);
      const working = office.context().calendar.isWorkingDay(date) === true;
      if (working) judgedDays += 1;
      STAFF.forEach(([personId], person) => {
        const wanted = working ? expected(arrival(person, day)) : undefined;
        expect(verdict(office, personId, date), `${personId} on ${date}`).toBe(wanted);
      });
      expect(entrance.document, date).toEqual(entrance.full());
      expect(ofTheMorning(desk.document), date).toEqual(ofTheMorning(desk.full()));
    }
    expect(judgedDays).toBe(19);
    const dates = office.registers.all(
      'SELECT DISTINCT office_date AS date FROM attendance_day ORDER BY date',
    );
    expect(dates.map(({ date }) => date)).toContain('2026-10-10');
    expect(dates.map(({ date }) => date)).not.toContain('2026-10-05');
    const rebuilt = office.rebuilt();
    for (const [name, state] of office.states) expect(rebuilt.get(name), name).toEqual(state);
  }, 60_000);

  it('KQ-2: New Year’s Day of a year without a notice judges nobody, and the notice judges what was kept', () => {
    const office = morningOffice({ start: '2026-12-31T05:00:00' });
    const entrance = office.screen('entrance', ENTRANCE);
    for (const date of ['2027-01-01', '2027-01-04']) {
      office.advanceTo(`${date}T07:40:00`);
      press(office, 'p-finger');
      expect(entrance.document['day']).toMatchObject({ kind: 'not-published' });
      expect(entrance.document['edges']).toMatchObject({ judged: false });
      expect(entrance.document['badge']).toMatchObject({ state: 'recorded', remark: '日历未公布，暂不判定' });
      office.advanceTo(`${date}T09:00:00`);
      expect(verdict(office, 'p-finger')).toBeUndefined();
      expect(verdict(office, 'p-both')).toBeUndefined();
    }
    const holidays = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-10-01'].map(
      (date) => `${date},休,节日`,
    );
    const spring = Array.from(
      { length: 8 },
      (_, index) => `2027-02-${String(index + 5).padStart(2, '0')},休,春节`,
    );
    const { days } = planNotice([...holidays, ...spring].join('\n'), 2027);
    office.request(SERVICE, 'calendar.publish-year', { year: 2027, source: '国办发明电', days });
    expect(verdict(office, 'p-finger', '2027-01-04')).toBe('on-time');
    expect(verdict(office, 'p-finger', '2027-01-01')).toBeUndefined();
    office.advance(60_000);
    // The readers were not watched after that edge: who did not come is 待核, never absent.
    expect(['open', 'not-signed-in']).toContain(verdict(office, 'p-both', '2027-01-04'));
  });

  it('KQ-1: a window over the turn of the year does not close before the calendar is known', () => {
    const office = morningOffice({ start: '2026-12-31T05:00:00' });
    office.advanceTo('2026-12-31T07:30:00');
    liveMorning(office, '2026-12-31', 2);
    const late = STAFF.find(([personId]) => verdict(office, personId) === 'not-signed-in')?.[0];
    office.advanceTo('2027-01-08T09:00:00');
    expect(STAFF.map(([personId]) => verdict(office, personId, '2026-12-31'))).not.toContain('absent');
    const someone = late ?? 'p-finger';
    const explain = { officeDate: '2026-12-31', text: '雪天路滑' };
    const wasOnTime = verdict(office, someone, '2026-12-31') === 'on-time';
    expect(office.refusal(() => office.ask(someone, 'attendance.explain', explain))).toBe(
      wasOnTime ? 'ATTENDANCE_NOTHING_TO_EXPLAIN' : undefined,
    );
  });
});
