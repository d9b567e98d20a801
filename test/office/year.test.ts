/**
 * A year of an office of 120 people in simulated time: lates, absences, explanations, leave, make-up days, three
 * mornings without readers, joiners and leavers, activities, duty, corrections and twelve bulletins. What the service
 * counts equals what a plain count of the same facts comes to, person by person.
 */
import { describe, expect, it } from 'vitest';
import { addDays, datesOfYear } from '../../server/calendar/dates.ts';
import { canonicalCsv } from '../../server/bulletin/layout.ts';
import { textOf } from '../../server/bulletin/text.ts';
import { sha256Of } from '../../server/digest.ts';
import { CARD, cardOf, FINGER, morningOffice, personRecord, swipe } from '../support/morning-office.ts';
import { SERVICE, type OfficeHarness } from '../support/office-harness.ts';
import {
  ACTIVITIES,
  countOf,
  DEFAULTS,
  isCorrected,
  isOfTheOffice,
  joinedOn,
  leavesOf,
  leftOn,
  missesActivity,
  morningOf,
  OUTAGES,
  PEOPLE,
  WORKING_DAYS,
  YEAR,
} from './year-facts.ts';

function hire(office: OfficeHarness): void {
  PEOPLE.forEach((personId, person) => {
    const record = {
      ...personRecord(personId, `职员${person + 1}`, [], person + 20),
      sectionId: `s-${(person % 8) + 1}`,
      joinedOn: joinedOn(person),
      leftOn: leftOn(person),
    };
    office.request(SERVICE, 'people.record-person', record);
    office.record({
      type: 'people.card-enrolled',
      data: {
        personId,
        cardRef: cardOf(personId),
        format: 'em4100-40',
        temporary: false,
        enrolledBy: 'p-admin',
        witnessedBy: undefined,
        cabinetFromMs: 0,
      },
    });
  });
}

/** The evening before a leave begins it is asked for, and decided by the director. */
function askLeaves(office: OfficeHarness, tomorrow: string): void {
  PEOPLE.forEach((personId, person) => {
    for (const { from, until, kind, granted } of leavesOf(person)) {
      if (from !== tomorrow) continue;
      const answer = office.ask(personId, 'leave.ask', {
        kind,
        from: { date: from, half: 'morning' },
        until: { date: until, half: 'afternoon' },
        reason: '见申请',
      });
      const leaveId = String(Object(answer).leaveId);
      office.ask('p-director', 'leave.decide', { decisions: [{ leaveId, granted, remark: '' }] });
    }
  });
}

function playMorning(office: OfficeHarness, date: string): void {
  const startMs = office.time.instantOf(date, '07:20');
  if (OUTAGES.includes(date)) {
    office.advanceTo(`${date}T07:15:00`);
    for (const reader of [FINGER, CARD]) office.health(reader, 'offline', 'unplugged');
    office.advanceTo(`${date}T08:05:00`);
    office.health(FINGER, 'online', 'connected', office.nowMs);
    office.health(CARD, 'unknown', 'unproven');
    return;
  }
  const contacts = PEOPLE.flatMap((personId, person) => {
    if (!isOfTheOffice(person, date)) return [];
    const { comesAt } = morningOf(person, date);
    return comesAt === undefined
      ? []
      : [{ atMs: startMs + Math.floor(comesAt) * 1000, run: () => swipe(office, personId) }];
  });
  const proofs = [1803, 2404].map((second) => ({
    atMs: startMs + second * 1000,
    run: (): void => {
      office.proven(FINGER);
      office.card(CARD, undefined);
    },
  }));
  for (const { atMs, run } of [...contacts, ...proofs].toSorted((a, b) => a.atMs - b.atMs)) {
    office.advance(atMs - office.nowMs);
    run();
  }
}

function explain(office: OfficeHarness, date: string): void {
  office.advanceTo(`${date}T10:00:00`);
  PEOPLE.forEach((personId, person) => {
    if (!isOfTheOffice(person, date)) return;
    const { explanation } = morningOf(person, date);
    if (explanation === 'none') return;
    office.ask(personId, 'attendance.explain', { officeDate: date, text: '家中有事' });
    if (explanation === 'undecided') return;
    const accepted = explanation === 'accepted';
    const decision = { personId, officeDate: date, accepted, remark: '' };
    office.ask('p-director', 'attendance.decide-explanation', decision);
  });
}

/** Activities, duty and corrections of lates of thirty days before. */
function restOfTheDay(office: OfficeHarness, date: string): void {
  const activity = ACTIVITIES.findIndex(({ officeDate }) => officeDate === date);
  const called = ACTIVITIES[activity];
  if (called !== undefined) {
    const judgements = PEOPLE.flatMap((personId, person) =>
      isOfTheOffice(person, date)
        ? [
            {
              personId,
              verdict: missesActivity(person, activity) ? ('absent' as const) : ('present' as const),
              because: [],
            },
          ]
        : [],
    );
    office.record({ type: 'rollcall.judged', data: { ...called, judgements, reason: 'window-closed' } });
  }
  for (const { person, officeDate, shiftId } of DEFAULTS) {
    if (officeDate !== date) continue;
    const data = {
      shiftId,
      personId: PEOPLE[person] ?? '',
      officeDate,
      confirmedBy: 'p-director',
      ground: '未到岗',
    };
    office.record({ type: 'duty.default-confirmed', data });
  }
  const past = addDays(date, -30);
  if (!WORKING_DAYS.includes(past)) return;
  PEOPLE.forEach((personId, person) => {
    const { comesAt, explanation } = morningOf(person, past);
    const late = comesAt !== undefined && Math.floor(comesAt) >= 1800 && Math.floor(comesAt) <= 2400;
    const stands = explanation === 'none' || explanation === 'rejected';
    if (!late || !stands || !isOfTheOffice(person, past) || !isCorrected(person, past)) return;
    office.record({
      type: 'attendance.corrected',
      data: {
        correctionId: `correction-${personId}-${past}`,
        previous: 'late',
        judgement: {
          personId,
          officeDate: past,
          verdict: 'on-time',
          clause: 'KQ-2',
          ruleVersion: 0,
          because: [],
        },
        reason: '补卡',
      },
    });
  });
}

/** The bulletin of the month before, on the working days that KQ-4 gives it. */
function bulletin(office: OfficeHarness, date: string): void {
  const month = addDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7);
  const day = WORKING_DAYS.filter((one) => one.startsWith(date.slice(0, 7))).indexOf(date) + 1;
  if (!month.startsWith(String(YEAR))) return;
  if (day === 1) office.ask('p-clerk', 'bulletin.draft', { month });
  if (day !== 5) return;
  const decision = { month, version: 1, approved: true, remark: '' };
  office.ask('p-deputy', 'bulletin.review', decision);
  office.ask('p-director', 'bulletin.sign', decision);
  office.ask('p-clerk', 'bulletin.issue', { month, version: 1 });
}

function playYear(): OfficeHarness {
  const office = morningOffice({ start: `${YEAR}-01-01T05:00:00` });
  for (let at = 3; at <= 8; at += 1)
    office.request(SERVICE, 'people.record-section', { sectionId: `s-${at}`, name: `第${at}科`, order: at });
  hire(office);
  for (const date of datesOfYear(YEAR)) {
    if (WORKING_DAYS.includes(date)) {
      office.advanceTo(`${date}T06:00:00`);
      playMorning(office, date);
      explain(office, date);
      bulletin(office, date);
    }
    office.advanceTo(`${date}T17:00:00`);
    restOfTheDay(office, date);
    askLeaves(office, addDays(date, 1));
  }
  // The last windows close, and what was late in December is put right in January.
  for (let date = `${YEAR + 1}-01-01`; date <= `${YEAR + 1}-01-31`; date = addDays(date, 1)) {
    office.advanceTo(`${date}T10:00:00`);
    restOfTheDay(office, date);
  }
  return office;
}

describe('a year of an office of 120', () => {
  it('KQ-1 to KQ-5: what the service counts is what a plain count of the same facts comes to', () => {
    const office = playYear();
    const { people } = office.view('attendance.year', { year: String(YEAR) }) as {
      people: readonly { personId: string }[];
    };
    const rows = office.registers.all(
      'SELECT person_id, kind, COUNT(*) AS times FROM attendance_count WHERE year = ? GROUP BY person_id, kind',
      YEAR,
    );
    let [lates, mornings, activities] = [0, 0, 0];
    PEOPLE.forEach((personId, person) => {
      const plain = countOf(person);
      const converted = Math.floor(plain.lates.length / 3);
      const absences = plain.mornings.length + plain.activities + plain.duties + converted;
      expect(
        people.find((one) => one.personId === personId),
        personId,
      ).toMatchObject({
        lateDates: plain.lates,
        morningDates: plain.mornings,
        lates: plain.lates.length,
        mornings: plain.mornings.length,
        activities: plain.activities,
        duties: plain.duties,
        converted,
        remainder: plain.lates.length - 3 * converted,
        absences,
        eligibility: absences > 5 ? 'not-eligible' : 'eligible',
      });
      const registered = (kind: string): number =>
        Number(rows.find((row) => row['person_id'] === personId && row['kind'] === kind)?.['times'] ?? 0);
      expect(registered('late'), personId).toBe(plain.lates.length);
      expect(registered('absent'), personId).toBe(plain.mornings.length);
      expect(registered('activity'), personId).toBe(plain.activities);
      expect(registered('duty'), personId).toBe(plain.duties);
      lates += plain.lates.length;
      mornings += plain.mornings.length;
      activities += plain.activities;
    });
    // The weather was weather: all of it happened often.
    expect(Math.min(lates, mornings, activities)).toBeGreaterThan(30);
    const issued = office.events.flatMap((event) => (event.type === 'bulletin.issued' ? [event.data] : []));
    expect(issued.map(({ month }) => month)).toHaveLength(11);
    for (const { month, version, sha256 } of issued)
      expect(sha256Of(canonicalCsv(textOf(office.registers, month, version))), month).toBe(sha256);
    const rebuilt = office.rebuilt();
    for (const name of ['counting', 'bulletin'])
      expect(rebuilt.get(name), name).toEqual(office.states.get(name));
  }, 600_000);
});
