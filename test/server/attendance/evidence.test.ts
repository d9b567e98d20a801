/** KQ-2, evidence incomplete: nobody is held to an edge that no reader of theirs could have vouched for. */
import { describe, expect, it } from 'vitest';
import { coveredMs } from '../../../server/attendance/evidence.ts';
import { SERVICE, type OfficeHarness } from '../../support/office-harness.ts';
import {
  CARD,
  FINGER,
  MODULE,
  advanceAlive,
  bringUp,
  morningOffice,
  personRecord,
  press,
  swipe,
  verdict,
} from '../../support/morning-office.ts';

describe('KQ-2: evidence incomplete', () => {
  it('KQ-2: a finger module blind over 7:50 leaves the finger-only person 待核 and judges who has a card', () => {
    const office = morningOffice();
    advanceAlive(office, '07:45:00');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('07:56:00');
    office.health(FINGER, 'online', 'connected', office.nowMs);
    press(office, 'p-finger');
    swipe(office, 'p-card');
    expect(verdict(office, 'p-finger')).toBe('open');
    expect(verdict(office, 'p-card')).toBe('late');
  });

  it('KQ-2: 60 s of blindness are borne, 61 s are not', () => {
    for (const [seconds, expected] of [
      [60, 'not-signed-in'],
      [61, 'open'],
    ] as const) {
      const office = morningOffice();
      advanceAlive(office, '07:30:00');
      office.health(FINGER, 'offline', 'unplugged', office.nowMs);
      office.advance(seconds * 1000);
      office.health(FINGER, 'online', 'connected', office.nowMs);
      advanceAlive(office, '08:00:30');
      office.proven(FINGER);
      expect(verdict(office, 'p-finger'), `${seconds} s`).toBe(expected);
    }
  });

  it('KQ-2: a reader blind over the edge leaves it open, even where it had been dead for half a minute only by then', () => {
    for (const [edge, fromTime, backTime] of [
      ['late', '07:49:30', '07:55:00'],
      ['absent', '07:59:50', '09:00:00'],
    ] as const) {
      const office = morningOffice();
      advanceAlive(office, fromTime);
      office.health(FINGER, 'offline', 'unplugged', office.nowMs);
      office.advanceTo(backTime);
      office.health(FINGER, 'online', 'connected', office.nowMs);
      if (edge === 'late') press(office, 'p-finger');
      office.proven(FINGER);
      expect(verdict(office, 'p-finger'), edge).toBe('open');
      // The card reader was not blind: who holds a card as well is judged by it.
      swipe(office, 'p-both');
      expect(verdict(office, 'p-both'), edge).toBe(edge === 'late' ? 'late' : 'after-edge');
    }
  });

  it('KQ-2: a blindness over the edge counts whole: 60 s are borne, 61 s are not, a stop and the start after it are one', () => {
    for (const [seconds, expected] of [
      [60, 'not-signed-in'],
      [61, 'open'],
    ] as const) {
      const office = morningOffice();
      advanceAlive(office, '07:59:41');
      // The last line before the stop: from it on nothing is known.
      press(office, 'p-both');
      office.asleep = true;
      office.advance((seconds - 10) * 1000);
      office.asleep = false;
      office.started();
      office.advance(10_000);
      bringUp(office);
      office.advance(40_000);
      office.proven(FINGER);
      expect(verdict(office, 'p-finger'), `${seconds} s`).toBe(expected);
    }
  });

  it('KQ-2: summer edges before the window of 7:20 do not do away with it', () => {
    const office = morningOffice();
    const edges = {
      signInOpens: '06:10:00',
      bandFrom: '06:40:00',
      lateFrom: '07:00:00',
      absentFrom: '07:10:01',
    };
    const body = { key: 'attendance.edges', value: edges, effectiveFrom: office.officeDate };
    office.ask('p-director', 'settings.confirm', office.ask('p-clerk', 'settings.propose', body));
    advanceAlive(office, '06:40:00');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('06:55:00');
    office.health(FINGER, 'online', 'connected', office.nowMs);
    advanceAlive(office, '07:10:40');
    office.proven(FINGER);
    expect(verdict(office, 'p-finger')).toBe('open');
  });

  it('KQ-2: a morning of late December is still 待核 when the notice comes weeks later and it is judged again', () => {
    const office = morningOffice({ start: '2026-12-28T06:00:00' });
    const monday = office.officeDate;
    advanceAlive(office, '07:45:00');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('08:10:00');
    office.health(FINGER, 'online', 'connected', office.nowMs);
    expect(verdict(office, 'p-finger', monday)).toBe('open');
    office.advanceTo('2027-01-25T10:00:00');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advance(1000);
    office.health(FINGER, 'online', 'connected', office.nowMs);
    office.record({ type: 'system.clock-confirmed', data: { atMs: office.nowMs } });
    expect(verdict(office, 'p-finger', monday)).toBe('open');
  });

  it('KQ-2: blindness before 7:20 kept nobody from signing in', () => {
    const office = morningOffice();
    office.advanceTo('06:40:00');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('07:20:00');
    office.health(FINGER, 'online', 'connected', office.nowMs);
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
  });

  it('KQ-2: somebody who signed in before is on time whatever happened to the reader', () => {
    const office = morningOffice();
    advanceAlive(office, '07:31:00');
    press(office, 'p-finger');
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    office.advanceTo('08:10:00');
    expect(verdict(office, 'p-finger')).toBe('on-time');
    expect(verdict(office, 'p-both')).toBe('open');
  });

  it('KQ-2: a silent reader vouches for nobody until it reads; its first card after 8:00 settles who had only a card', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:40');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(verdict(office, 'p-card')).toBe('open');
    office.advanceTo('08:05:00');
    swipe(office, 'p-clerk');
    expect(verdict(office, 'p-clerk')).toBe('after-edge');
    expect(verdict(office, 'p-card')).toBe('not-signed-in');
  });

  it('KQ-2: a card of the next morning does not vouch for the reader of the day before', () => {
    const office = morningOffice();
    const monday = office.officeDate;
    advanceAlive(office, '08:00:40');
    expect(verdict(office, 'p-card', monday)).toBe('open');
    office.advanceTo('2026-11-24T07:30:00');
    swipe(office, 'p-clerk');
    office.advanceTo('2026-11-24T08:10:00');
    expect(verdict(office, 'p-card', monday)).toBe('open');
  });

  it('KQ-2: an unknown card proves the reader as well', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:40');
    office.card(CARD, undefined);
    expect(verdict(office, 'p-card')).toBe('not-signed-in');
  });

  it('KQ-2: whoever has neither card nor finger here is 待核', () => {
    const office = morningOffice();
    office.record({
      type: 'people.card-stopped',
      data: { personId: 'p-card', cardRef: 'card-p-card', reason: '遗失' },
    });
    advanceAlive(office, '08:00:40');
    swipe(office, 'p-clerk');
    expect(verdict(office, 'p-card')).toBe('open');
  });

  it('KQ-2: what counts is what a person could badge with at the edge, not what was stopped, taken or enrolled since', () => {
    const settled = (office: OfficeHarness, personId: string): unknown => {
      office.advanceTo('2026-11-26T00:00:00');
      const rows = office.registers.all(
        'SELECT verdict FROM attendance_day WHERE person_id = ? AND office_date = ?',
        personId,
        '2026-11-23',
      );
      return rows[0]?.['verdict'];
    };
    const judged = (personId: string): OfficeHarness => {
      const office = morningOffice();
      advanceAlive(office, '08:00:40');
      swipe(office, 'p-clerk');
      expect(verdict(office, personId)).toBe('not-signed-in');
      office.advanceTo('10:00:00');
      return office;
    };
    const own = judged('p-card');
    const card = { personId: 'p-card', cardRef: 'card-p-card', reason: '遗失' };
    own.ask('p-card', 'people.stop-card', card);
    expect(settled(own, 'p-card')).toBe('absent');

    const leaver = judged('p-finger');
    const leaves = { ...personRecord('p-finger', '张伟', [], 6), leftOn: '2026-11-25' };
    leaver.request(SERVICE, 'people.record-person', leaves);
    expect(settled(leaver, 'p-finger')).toBe('absent');

    const swapped = judged('p-finger');
    swapped.health(FINGER, 'degraded', 'module-mismatch', swapped.nowMs);
    swapped.ask('p-admin', 'people.adopt-module', { deviceId: FINGER, reason: '模块更换' });
    expect(settled(swapped, 'p-finger')).toBe('absent');

    const later = morningOffice();
    advanceAlive(later, '08:00:40');
    // The silent card reader has not been heard since: unproven.
    expect(verdict(later, 'p-card')).toBe('open');
    later.advanceTo('10:00:00');
    const by = { enrolledBy: 'p-admin', witnessedBy: undefined, cabinetFromMs: 0 };
    const finger = { personId: 'p-card', moduleId: MODULE, page: 77, finger: '右手食指', ...by };
    later.record({ type: 'people.finger-enrolled', data: finger });
    expect(settled(later, 'p-card')).toBe('open');
  });

  it('KQ-2: a card lost this morning: late with the spare card of 7:52 is 待核, since at 7:50 there was none to use', () => {
    const office = morningOffice();
    advanceAlive(office, '07:30:00');
    office.ask('p-card', 'people.stop-card', {
      personId: 'p-card',
      cardRef: 'card-p-card',
      reason: '遗失',
    });
    advanceAlive(office, '07:45:00');
    swipe(office, 'p-card');
    expect(office.events.at(-1)).toMatchObject({
      type: 'people.badge-unknown',
      data: { reason: 'stopped' },
    });
    advanceAlive(office, '07:52:00');
    const spare = { personId: 'p-card', cardRef: 'card-spare', format: 'em4100-40', temporary: true };
    const by = { enrolledBy: 'p-clerk', witnessedBy: undefined, cabinetFromMs: 0 };
    office.record({ type: 'people.card-enrolled', data: { ...spare, ...by } });
    office.card(CARD, 'card-spare');
    expect(verdict(office, 'p-card')).toBe('open');
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-2: a service that stopped over the edges judges nobody', () => {
    const office = morningOffice();
    advanceAlive(office, '07:44:00');
    press(office, 'p-both');
    office.asleep = true;
    office.advanceTo('08:20:00');
    office.asleep = false;
    office.started();
    bringUp(office);
    office.advance(40_000);
    office.proven(FINGER);
    expect(verdict(office, 'p-finger')).toBe('open');
    expect(verdict(office, 'p-both')).toBe('on-time');
  });

  it('KQ-2: a step of the clock over the edge leaves it open, a step elsewhere does not', () => {
    for (const [fromS, expected] of [
      [-2, 'open'],
      [-600, 'not-signed-in'],
    ] as const) {
      const office = morningOffice();
      advanceAlive(office, '08:00:03');
      const edgeMs = office.time.instantOf(office.officeDate, '08:00:01');
      const fromMs = edgeMs + fromS * 1000;
      office.record({ type: 'system.clock-stepped', data: { fromMs, toMs: fromMs + 3000, stepMs: 3000 } });
      office.proven(FINGER);
      office.advance(30_000);
      expect(verdict(office, 'p-finger'), `step at ${fromS} s`).toBe(expected);
    }
  });

  it('KQ-2: a journal that could not be written over the edge makes it 待核 afterwards', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:40');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    const toMs = office.time.instantOf(office.officeDate, '07:58:00');
    office.record({
      type: 'system.journal-blind',
      data: { fromMs: toMs - 90_000, toMs, reason: 'disk-full', refused: 3 },
    });
    expect(verdict(office, 'p-finger')).toBe('open');
  });

  it('KQ-2: while the clock is in doubt nobody is judged; a person confirming the time settles it', () => {
    const office = morningOffice();
    advanceAlive(office, '07:40:00');
    office.mayAct = false;
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBeUndefined();
    office.mayAct = true;
    office.record({ type: 'system.clock-confirmed', data: { atMs: office.nowMs } });
    expect(verdict(office, 'p-finger')).toBe('on-time');
  });

  it('a late fact from before the edge judges again, and the former verdict stays readable', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:40');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    press(office, 'p-finger', office.time.instantOf(office.officeDate, '07:49:59'));
    expect(verdict(office, 'p-finger')).toBe('on-time');
    const rows = office.registers.all(
      'SELECT verdict, reason FROM attendance_former WHERE person_id = ?',
      'p-finger',
    );
    expect(rows).toEqual([{ verdict: 'not-signed-in', reason: 'late-fact' }]);
    expect(office.events.at(-1)).toMatchObject({
      type: 'attendance.rejudged',
      data: { previous: 'not-signed-in' },
    });
  });

  it('counts overlapping blindness once', () => {
    const blind = (
      fromMs: number,
      toMs: number | undefined,
    ): { deviceId: string; fromMs: number; toMs: number | undefined; reason: string } => ({
      deviceId: FINGER,
      fromMs,
      toMs,
      reason: 'unplugged',
    });
    expect(coveredMs([blind(0, 50), blind(40, 60), blind(90, undefined)], 10, 100)).toBe(60);
  });
});
