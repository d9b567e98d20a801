/**
 * A small office at its readers, for tests of rules: one entrance with a fingerprint module and a silent card reader,
 * a duty desk, a cabinet; a director, a clerk, a head of section, somebody with a finger, somebody with a card.
 */
import type { Role } from '../../server/access/principal.ts';
import type { PersonRecord } from '../../server/people/events.ts';
import type { Installation } from '../../server/stations/installation.ts';
import { OfficeHarness, SERVICE, type HarnessOptions } from './office-harness.ts';

export const ENTRANCE = 'entrance-1';
export const FINGER = 'entrance-finger';
export const CARD = 'entrance-card';
export const MODULE = 'f00d'.repeat(8);

export const INSTALLATION: Installation = {
  office: { name: '测试办公室', zone: 'Asia/Shanghai', virtualHardware: true },
  stations: [
    { stationId: ENTRANCE, station: 'entrance', name: '一楼大厅' },
    { stationId: 'duty-1', station: 'duty', name: '值班室' },
    { stationId: 'cabinet-1', station: 'cabinet', name: '印章柜' },
  ],
  devices: [
    reader(FINGER, ENTRANCE, 'fingerprint-reader', { countsForSignIn: true }),
    reader(CARD, ENTRANCE, 'card-reader', { countsForSignIn: true, silentWhenDead: true }),
    reader('duty-card', 'duty-1', 'card-reader', {}),
    reader('cabinet-finger', 'cabinet-1', 'fingerprint-reader', {}),
    reader('cabinet-card', 'cabinet-1', 'card-reader', {}),
    reader('line-1', 'duty-1', 'phone-line-monitor', {}),
    reader('seal-cabinet-1', 'cabinet-1', 'seal-cabinet', {}),
  ],
};

function reader(
  deviceId: string,
  stationId: string,
  kind: string,
  flags: { readonly countsForSignIn?: boolean; readonly silentWhenDead?: boolean },
): Installation['devices'][number] {
  return {
    deviceId,
    stationId,
    kind,
    model: 'test',
    name: deviceId,
    silentWhenDead: false,
    countsForSignIn: false,
    ...flags,
  };
}

export const STAFF: readonly (readonly [string, string, readonly Role[]])[] = [
  ['p-director', '周海涛', ['director']],
  ['p-deputy', '尹明', ['deputy-director']],
  ['p-chief', '孙淑芬', ['seal-custodian']],
  ['p-clerk', '王芳', ['attendance-clerk']],
  ['p-head', '李强', ['section-head']],
  ['p-finger', '张伟', []],
  ['p-card', '刘洋', []],
  ['p-both', '欧阳静怡', []],
  ['p-admin', '马超', ['system-admin']],
];

export function personRecord(
  personId: string,
  name: string,
  roles: readonly Role[],
  rank: number,
): PersonRecord {
  return {
    personId,
    name,
    rank,
    sectionId: personId === 'p-head' || personId === 'p-card' ? 's-2' : 's-1',
    post: '科员',
    roles,
    standing: 'official',
    joinedOn: '2020-01-01',
    leftOn: undefined,
    exemptFromSignIn: undefined,
    leader: roles.includes('director'),
  };
}

/** Started at 06:00 of the date (Monday 2026-11-23 by default), every device on line and proven. */
export function morningOffice(options: HarnessOptions = {}): OfficeHarness {
  const office = new OfficeHarness(options);
  office.started();
  office.request(SERVICE, 'stations.configure', INSTALLATION);
  office.request(SERVICE, 'people.record-section', { sectionId: 's-1', name: '秘书科', order: 1 });
  office.request(SERVICE, 'people.record-section', { sectionId: 's-2', name: '综合科', order: 2 });
  STAFF.forEach(([personId, name, roles], index) => {
    office.request(SERVICE, 'people.record-person', personRecord(personId, name, roles, index + 1));
  });
  bringUp(office);
  STAFF.forEach(([personId], index) => {
    if (personId !== 'p-card') enrolFinger(office, personId, index);
    if (personId !== 'p-finger') enrolCard(office, personId);
  });
  return office;
}

/** Every device comes on line; the silent card readers are connected, and prove themselves with their first card. */
export function bringUp(office: OfficeHarness): void {
  for (const { deviceId, silentWhenDead } of INSTALLATION.devices) {
    if (silentWhenDead) office.health(deviceId, 'unknown', 'unproven');
    else office.health(deviceId, 'online', 'connected', office.nowMs);
  }
  const at = office.stamp();
  const inspected = {
    kind: 'module-inspected',
    asExpected: true,
    capacity: 200,
    usedPages: [] as number[],
    at,
  } as const;
  office.device({ ...inspected, deviceId: FINGER, stationId: ENTRANCE, moduleId: MODULE });
}

function enrolFinger(office: OfficeHarness, personId: string, page: number): void {
  office.record({
    type: 'people.finger-enrolled',
    data: {
      personId,
      moduleId: MODULE,
      page,
      finger: '右手食指',
      enrolledBy: 'p-admin',
      witnessedBy: undefined,
      cabinetFromMs: 0,
    },
  });
}

function enrolCard(office: OfficeHarness, personId: string): void {
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
}

export function cardOf(personId: string): string {
  return `card-${personId}`;
}

/** A finger of the staff at the entrance. */
export function press(office: OfficeHarness, personId: string, atMs = office.nowMs): void {
  const page = STAFF.findIndex(([id]) => id === personId);
  office.badge(FINGER, { by: 'finger', moduleId: MODULE, page, score: 120 }, atMs);
}

export function swipe(office: OfficeHarness, personId: string, atMs = office.nowMs): void {
  office.card(CARD, cardOf(personId), atMs);
}

/** The fingerprint module's beat, every ten seconds through the given time. */
export function advanceAlive(office: OfficeHarness, moment: string): void {
  const target = office.time.instantOf(office.officeDate, moment.split('.')[0] ?? moment);
  while (target - office.nowMs > 10_000) {
    office.advance(10_000);
    office.proven(FINGER);
  }
  office.advanceTo(moment);
}

export function verdict(
  office: OfficeHarness,
  personId: string,
  date = office.officeDate,
): string | undefined {
  return office.context().attendance.verdict(personId, date);
}

/** What the newest badge of known or unknown came to. */
export function lastBadge(office: OfficeHarness): unknown {
  return office.events.findLast(
    ({ type }) => type === 'people.badge-recorded' || type === 'people.badge-unknown',
  )?.data;
}
