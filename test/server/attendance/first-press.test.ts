/** KQ-2: the queue at 07:49 is not punished for wet fingers. What counts is the first contact with the reader. */
import { describe, expect, it } from 'vitest';
import { SETTING_DEFAULTS } from '../../../server/settings/catalogue.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import {
  CARD,
  ENTRANCE,
  FINGER,
  MODULE,
  STAFF,
  advanceAlive,
  morningOffice,
  press,
  swipe,
  verdict,
} from '../../support/morning-office.ts';

function fail(
  office: OfficeHarness,
  reason: 'poor-image' | 'not-found' = 'poor-image',
  at: { readonly deviceId: string; readonly stationId: string } = { deviceId: FINGER, stationId: ENTRANCE },
): void {
  office.device({ kind: 'finger-not-identified', moduleId: MODULE, reason, at: office.stamp(), ...at });
}

/** Failed at the first moment; the card at the second. */
function failThenSwipe(first: string, then: string, personId = 'p-card'): OfficeHarness {
  const office = morningOffice();
  advanceAlive(office, first);
  fail(office);
  advanceAlive(office, then);
  swipe(office, personId);
  return office;
}

function setWithin(office: OfficeHarness, firstPressWithinS: number): void {
  const value = { ...SETTING_DEFAULTS['attendance.evidence'], firstPressWithinS };
  const body = { key: 'attendance.evidence', value, effectiveFrom: office.officeDate };
  office.ask('p-director', 'settings.confirm', office.ask('p-clerk', 'settings.propose', body));
}

describe('KQ-2: failed presses before a card', () => {
  it('KQ-2: a card within 60 s of a failed press counts from that press, to the second', () => {
    expect(verdict(failThenSwipe('07:49:50', '07:50:50'), 'p-card')).toBe('on-time');
    expect(verdict(failThenSwipe('07:49:50', '07:50:50.001'), 'p-card')).toBe('late');
    expect(verdict(failThenSwipe('08:00:00', '08:00:40'), 'p-card')).toBe('late');
  });

  it('KQ-2: the card on the screen shows the moment that counts', () => {
    const office = morningOffice();
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '07:49:52');
    fail(office, 'not-found');
    advanceAlive(office, '07:49:58');
    fail(office);
    advanceAlive(office, '07:50:06');
    swipe(office, 'p-card');
    expect(screen.document['badge']).toMatchObject({ name: '刘洋', time: '07:49:52', state: 'on-time' });
    expect(screen.document).toEqual(screen.full());
    expect(office.rebuilt()).toEqual(office.states);
  });

  it('KQ-2: of a chain of failures only those within 60 s of the success count', () => {
    const office = morningOffice();
    advanceAlive(office, '07:49:30');
    fail(office);
    advanceAlive(office, '07:50:10');
    fail(office);
    advanceAlive(office, '07:50:50');
    swipe(office, 'p-card');
    expect(verdict(office, 'p-card')).toBe('late');
  });

  it('KQ-2: the next badge ends the presses: who comes after that one gets nothing of them', () => {
    const office = morningOffice();
    advanceAlive(office, '07:49:50');
    fail(office);
    advanceAlive(office, '07:50:05');
    swipe(office, 'p-card');
    swipe(office, 'p-both');
    expect(verdict(office, 'p-card')).toBe('on-time');
    expect(verdict(office, 'p-both')).toBe('late');
  });

  it('KQ-2: presses at another station and unknown cards lead up to nothing', () => {
    const office = morningOffice();
    advanceAlive(office, '07:49:50');
    fail(office, 'not-found', { deviceId: 'cabinet-finger', stationId: 'cabinet-1' });
    office.card(CARD, undefined);
    advanceAlive(office, '07:50:05');
    swipe(office, 'p-card');
    expect(verdict(office, 'p-card')).toBe('late');
  });
});

describe('KQ-2: how long a failed press counts is a setting', () => {
  it('KQ-2: set to nothing, each badge counts for itself, whatever the reader says', () => {
    const office = morningOffice();
    setWithin(office, 0);
    advanceAlive(office, '07:49:50');
    fail(office);
    advanceAlive(office, '07:50:05');
    swipe(office, 'p-card');
    expect(verdict(office, 'p-card')).toBe('late');
  });

  it('KQ-2: set to two minutes, it holds for a card and for the finger itself, to the millisecond', () => {
    for (const [badge, personId] of [
      [swipe, 'p-card'],
      [press, 'p-finger'],
    ] as const) {
      for (const [moment, expected] of [
        ['07:51:50', 'on-time'],
        ['07:51:50.001', 'late'],
      ] as const) {
        const office = morningOffice();
        setWithin(office, 120);
        advanceAlive(office, '07:49:50');
        fail(office);
        advanceAlive(office, moment);
        badge(office, personId);
        expect(verdict(office, personId), `${personId} ${moment}`).toBe(expected);
      }
    }
  });
});

describe('KQ-2: two badges of one person', () => {
  it('KQ-2: finger and card within a second on both sides of 7:50 are one arrival, on time, whichever is told first', () => {
    for (const cardFirst of [true, false]) {
      const office = morningOffice();
      advanceAlive(office, '07:50:00.200');
      const fingerMs = office.nowMs - 300;
      if (cardFirst) swipe(office, 'p-both');
      press(office, 'p-both', fingerMs);
      if (!cardFirst) swipe(office, 'p-both');
      expect(verdict(office, 'p-both'), `card first: ${cardFirst}`).toBe('on-time');
      const arrivals = office.events.filter(({ type }) => type === 'attendance.signed-in');
      expect(arrivals).toHaveLength(1);
      const lates = office.view('attendance.person', { personId: 'p-both', year: '2026' });
      expect(lates).not.toMatchObject({ latesByMonth: { '2026-11': 1 } });
    }
  });

  it('KQ-2: a double badge within a second tells the second one as such and judges once', () => {
    const office = morningOffice();
    const screen = office.screen('entrance', ENTRANCE);
    advanceAlive(office, '07:52:00');
    swipe(office, 'p-card');
    office.advance(600);
    swipe(office, 'p-card');
    expect(screen.document['badge']).toMatchObject({ state: 'already-signed' });
    expect(screen.document['totals']).toMatchObject({ signed: 1, expected: STAFF.length });
    expect(office.events.filter(({ type }) => type === 'attendance.signed-in')).toHaveLength(1);
  });
});
