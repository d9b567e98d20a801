/** Devices over time: what is shown, what was blind, and which signs of life are worth a line in the journal. */
import { describe, expect, it } from 'vitest';
import {
  CARD,
  ENTRANCE,
  FINGER,
  INSTALLATION,
  MODULE,
  advanceAlive,
  bringUp,
  morningOffice,
  swipe,
} from '../../support/morning-office.ts';
import { OfficeHarness, SERVICE } from '../../support/office-harness.ts';

const YEAR_MS = 365 * 86_400_000;
const types = (office: OfficeHarness, type: string): number =>
  office.events.filter((event) => event.type === type).length;

describe('installation', () => {
  it('is recorded once, and again only where it differs', () => {
    const office = morningOffice();
    office.request(SERVICE, 'stations.configure', INSTALLATION);
    office.request(SERVICE, 'stations.configure', JSON.parse(JSON.stringify(INSTALLATION)));
    expect(types(office, 'stations.configured')).toBe(1);
    const renamed = { ...INSTALLATION, office: { ...INSTALLATION.office, name: '新名' } };
    office.request(SERVICE, 'stations.configure', renamed);
    expect(types(office, 'stations.configured')).toBe(2);
    expect(office.context().stations.device(FINGER)).toMatchObject({ health: 'online', moduleId: MODULE });
  });

  it('pairs screens with stations that are there', () => {
    const office = morningOffice();
    const pair = (stationId: string): unknown =>
      office.request(SERVICE, 'stations.record-pairing', { stationId, pairingId: 'x-1', by: 'p-admin' });
    expect(office.refusal(() => pair('nowhere'))).toBe('STATIONS_STATION_UNKNOWN');
    pair(ENTRANCE);
    office.request(SERVICE, 'stations.record-unpairing', { pairingId: 'x-1', by: 'p-admin' });
    const again = { pairingId: 'x-1', by: 'p-admin' };
    expect(office.refusal(() => office.request(SERVICE, 'stations.record-unpairing', again))).toBe(
      'STATIONS_PAIRING_UNKNOWN',
    );
  });
});

describe('blindness', () => {
  it('runs from the last proof of life to the return', () => {
    const office = morningOffice();
    office.advanceTo('07:00:10');
    const lastMs = office.nowMs - 10_000;
    office.health(FINGER, 'offline', 'no-reply', lastMs);
    const span = [office.nowMs - 60_000, office.nowMs + 60_000] as const;
    expect(office.context().stations.blindIn(FINGER, ...span)).toEqual([
      { deviceId: FINGER, fromMs: lastMs, toMs: undefined, reason: 'no-reply' },
    ]);
    office.advance(30_000);
    office.health(FINGER, 'online', 'connected', office.nowMs);
    expect(office.context().stations.blindIn(FINGER, ...span)).toMatchObject([
      { fromMs: lastMs, toMs: office.nowMs },
    ]);
    expect(office.context().stations.blindIn(CARD, ...span)).toEqual([]);
  });

  it('a module that does not match is blind; a silent reader that is connected is unproven, not blind', () => {
    const office = morningOffice();
    office.health(FINGER, 'degraded', 'module-mismatch', office.nowMs);
    expect(office.context().stations.blindIn(FINGER, office.nowMs, office.nowMs + 1)).toHaveLength(1);
    expect(office.context().stations.blindIn(CARD, office.nowMs, office.nowMs + 1)).toEqual([]);
    office.health(FINGER, 'degraded', 'library-full', office.nowMs);
    expect(office.context().stations.blindIn(FINGER, office.nowMs + 1, office.nowMs + 2)).toEqual([]);
  });

  it('a stopped service blinds every device until each has come back', () => {
    const office = morningOffice();
    office.advanceTo('07:00:00');
    const headMs = office.events.at(-1)?.recordedAtMs ?? 0;
    office.started();
    office.advance(2000);
    const { stations } = office.context();
    expect(stations.device(FINGER)).toMatchObject({ health: 'unknown', reason: 'starting' });
    const reasons = stations.blindIn(FINGER, headMs, office.nowMs + 1).map(({ reason }) => reason);
    expect(reasons).toEqual(['service-stopped', 'starting']);
    bringUp(office);
    expect(office.context().stations.blindIn(FINGER, office.nowMs, office.nowMs + 1)).toEqual([]);
  });
});

describe('what was blind', () => {
  it('is remembered, and signs of life count on, after a clock that was a year ahead for a while', () => {
    const office = morningOffice();
    office.advanceTo('07:00:10');
    const lastMs = office.nowMs - 10_000;
    office.health(FINGER, 'offline', 'no-reply', lastMs);
    office.advanceTo('07:05:00');
    bringUp(office);
    const span = [lastMs, office.nowMs] as const;
    const known = office.context().stations.blindIn(FINGER, ...span);
    const nowMs = office.nowMs;
    const aheadMs = nowMs + YEAR_MS;
    office.record({ type: 'system.clock-stepped', data: { fromMs: nowMs, toMs: aheadMs, stepMs: YEAR_MS } });
    office.record({ type: 'stations.device-proven', data: { deviceId: FINGER, atMs: aheadMs } });
    office.record({
      type: 'system.deadline-passed',
      data: { key: 'attendance.late-edge/2027-11-23/v0', dueAtMs: aheadMs },
    });
    office.record({ type: 'system.clock-stepped', data: { fromMs: aheadMs, toMs: nowMs, stepMs: -YEAR_MS } });
    const { stations } = office.context();
    expect(stations.blindIn(FINGER, ...span)).toEqual(expect.arrayContaining([...known]));
    const proven = types(office, 'stations.device-proven');
    advanceAlive(office, '07:50:20');
    expect(types(office, 'stations.device-proven')).toBeGreaterThan(proven);
  });
});

describe('a flapping reader', () => {
  it('pushes out no blind time of another one, open or over, and hides none of its own', () => {
    const office = morningOffice();
    office.advanceTo('07:20:00');
    const morningMs = office.nowMs;
    office.health(CARD, 'offline', 'unplugged', office.nowMs);
    office.record({
      type: 'system.journal-blind',
      data: { fromMs: office.nowMs, toMs: office.nowMs + 600_000, reason: 'io', refused: 0 },
    });
    for (let flap = 0; flap < 2_200; flap += 1) {
      office.advance(30_000);
      office.health(FINGER, 'offline', 'no-reply', office.nowMs);
      office.advance(2_000);
      office.health(FINGER, 'online', 'ok', office.nowMs);
    }
    const { stations } = office.context();
    expect(stations.blindIn(CARD, morningMs, office.nowMs)).toMatchObject([
      { deviceId: CARD, toMs: undefined, reason: 'unplugged' },
      { deviceId: undefined, fromMs: morningMs, toMs: morningMs + 600_000, reason: 'journal' },
    ]);
    const own = stations.blindIn(FINGER, morningMs + 600_000, office.nowMs);
    expect(own.length).toBeLessThanOrEqual(2_000);
    for (let flap = 20; flap < 2_200; flap += 1) {
      const offlineMs = morningMs + flap * 32_000 + 30_000;
      const covered = own.some(
        ({ fromMs, toMs = Infinity }) => fromMs <= offlineMs && toMs >= offlineMs + 2_000,
      );
      expect(covered).toBe(true);
    }
  });
});

function provenMs(office: OfficeHarness, deviceId: string): number | undefined {
  return office.context().stations.device(deviceId)?.lastProvenMs;
}

describe('signs of life', () => {
  it('every ten seconds all morning make three lines for a reader, not eight hundred', () => {
    const office = morningOffice();
    advanceAlive(office, '09:00:00');
    const proofs = office.events.filter(
      (event) => event.type === 'stations.device-proven' && event.data.deviceId === FINGER,
    );
    expect(proofs).toHaveLength(2);
    expect(provenMs(office, FINGER)).toBeGreaterThanOrEqual(office.time.instantOf('2026-11-23', '08:00:01'));
    expect(provenMs(office, FINGER)).toBeLessThan(office.time.instantOf('2026-11-23', '08:00:30'));
  });

  it('of a silent reader are its cards, known or not', () => {
    const office = morningOffice();
    advanceAlive(office, '07:50:10');
    const lateMs = office.time.instantOf('2026-11-23', '07:50');
    expect(provenMs(office, CARD)).toBeUndefined();
    swipe(office, 'p-both');
    expect(provenMs(office, CARD)).toBeGreaterThanOrEqual(lateMs);
  });
});

describe('screens', () => {
  it('show every device of the station in words, and whether people can badge here', () => {
    const office = morningOffice();
    const entrance = office.screen('entrance', ENTRANCE);
    const desk = office.screen('desk', undefined, office.person('p-admin'));
    expect(entrance.document['office']).toMatchObject({
      officeName: '测试办公室',
      stationName: '一楼大厅',
      virtualHardware: true,
    });
    expect(entrance.document['devices']).toMatchObject([
      { deviceId: FINGER, lamp: 'online' },
      { deviceId: CARD, lamp: 'unknown', reason: 'unproven' },
    ]);
    expect(desk.document['devices']).toHaveLength(INSTALLATION.devices.length);
    expect(entrance.document['reader']).toEqual({ state: 'ready' });
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    expect(entrance.document['reader']).toEqual({ state: 'unproven' });
    office.health(CARD, 'offline', 'unplugged', office.nowMs);
    expect(entrance.document['reader']).toEqual({ state: 'down' });
    expect(entrance.document).toEqual(entrance.full());
    expect(desk.document).toEqual(desk.full());
  });
});
