/** People, places and devices of the rules' test office, and who asks for what. */
import type { Principal, Role } from '../../../server/access/principal.ts';
import type { BadgeInput } from '../../../server/engine/input.ts';
import type { StationEvent } from '../../../server/stations/events.ts';
import { daysOfYear } from '../../support/published-calendar.ts';
import { RulesOffice, type RulesOfficeOptions } from './rules-office.ts';

const PEOPLE: Readonly<Record<string, readonly Role[]>> = {
  'p-mayor': ['city-leader'],
  'p-director': ['director'],
  'p-deputy': ['deputy-director'],
  'p-branch': ['branch-secretary'],
  'p-chief': ['seal-custodian'],
  'p-second': ['secretary-staff'],
  'p-clerk': [],
  'p-night': [],
  'p-admin': ['system-admin'],
};
export const MODULE_ID = 'aa'.repeat(16);

const CABINET_FINGER = { stationId: 'cabinet-1', deviceId: 'cabinet-finger' };

export const DUTY_DESK: Principal = { kind: 'station', stationId: 'duty-1', station: 'duty' };
export const CABINET_SCREEN: Principal = { kind: 'station', stationId: 'cabinet-1', station: 'cabinet' };
export const SERVICE: Principal = { kind: 'system', through: 'service' };

export function as(personId: string): Principal {
  return { kind: 'person', personId, roles: PEOPLE[personId] ?? [], sessionId: `s-${personId}` };
}

/** Monday 2026-11-23; default 07:45 in Shanghai. Everyone has a card and a finger that count since long ago. */
export function openOffice(options: RulesOfficeOptions = {}): RulesOffice {
  const office = new RulesOffice(options);
  office.start();
  office.record(
    {
      type: 'calendar.year-published',
      data: { year: 2026, source: '国办发明电〔2025〕7号', days: daysOfYear(2026) },
    },
    { type: 'people.section-recorded', data: { sectionId: 's-1', name: '秘书科', order: 1 } },
  );
  let rank = 0;
  for (const [personId, roles] of Object.entries(PEOPLE)) {
    rank += 1;
    recordPerson(office, personId, roles, rank);
    giveCard(office, personId, 0);
    giveFinger(office, personId, rank, 0);
  }
  configure(office);
  return office;
}

export function recordPerson(
  office: RulesOffice,
  personId: string,
  roles: readonly Role[],
  rank = 50,
  leftOn?: string,
): void {
  office.record({
    type: 'people.person-recorded',
    data: {
      personId,
      name: `名${personId.slice(2)}`,
      rank,
      sectionId: 's-1',
      post: '科员',
      roles,
      standing: 'official',
      joinedOn: '2020-01-01',
      leftOn,
      exemptFromSignIn: undefined,
      leader: false,
    },
  });
}

/** Another card each time; the newest is the one that `swipe` presents. */
export function giveCard(office: RulesOffice, personId: string, cabinetFromMs: number): void {
  office.record({
    type: 'people.card-enrolled',
    data: {
      personId,
      cardRef: `card-${personId}`,
      format: 'em4100-40',
      temporary: false,
      enrolledBy: 'p-admin',
      witnessedBy: 'p-director',
      cabinetFromMs,
    },
  });
}

export function giveFinger(office: RulesOffice, personId: string, page: number, cabinetFromMs: number): void {
  office.record({
    type: 'people.finger-enrolled',
    data: {
      personId,
      moduleId: MODULE_ID,
      page,
      finger: '右手食指',
      enrolledBy: 'p-admin',
      witnessedBy: 'p-director',
      cabinetFromMs,
    },
  });
}

type Device = Extract<StationEvent, { readonly type: 'stations.configured' }>['data']['devices'][number];

function configure(office: RulesOffice): void {
  const plain = { silentWhenDead: false, countsForSignIn: false };
  const reader = (deviceId: string, stationId: string, kind: string, model: string): Device => {
    return { ...plain, deviceId, stationId, kind, model, name: deviceId };
  };
  office.record({
    type: 'stations.configured',
    data: {
      office: { name: '市政府办公室', zone: 'Asia/Shanghai', virtualHardware: true },
      stations: [
        { stationId: 'duty-1', station: 'duty', name: '值班室' },
        { stationId: 'cabinet-1', station: 'cabinet', name: '机要室' },
      ],
      devices: [
        reader('duty-card', 'duty-1', 'card-reader', 'rdm6300'),
        reader('cabinet-card', 'cabinet-1', 'card-reader', 'rdm6300'),
        reader('cabinet-finger', 'cabinet-1', 'fingerprint-reader', 'r503'),
        { ...reader('line-1', 'duty-1', 'phone-line-monitor', 'contacts'), lineNumber: '8001' },
        { ...reader('line-2', 'duty-1', 'phone-line-monitor', 'contacts'), lineNumber: '8002' },
        { ...reader('cab', 'cabinet-1', 'seal-cabinet', 'contacts'), slotCount: 7 },
      ],
    },
  });
}

export function swipe(office: RulesOffice, personId: string, stationId: string, deviceId: string): void {
  badge(office, stationId, deviceId, { by: 'card', cardRef: `card-${personId}`, format: 'em4100-40' });
}

export function press(office: RulesOffice, personId: string): void {
  const page = Object.keys(PEOPLE).indexOf(personId) + 1;
  badge(office, 'cabinet-1', 'cabinet-finger', { by: 'finger', moduleId: MODULE_ID, page, score: 90 });
}

export function strangeCard(office: RulesOffice): void {
  badge(office, 'cabinet-1', 'cabinet-card', { by: 'card', cardRef: undefined, format: 'em4100-40' });
}

function badge(office: RulesOffice, stationId: string, deviceId: string, shown: BadgeInput): void {
  const at = office.now();
  office.take({ kind: 'badge', deviceId, stationId, at, identifiedAt: at, badge: shown });
}

/** A finger that was too wet at first: the press that succeeds now began with a failed one so long ago (KQ-2). */
export function pressAfter(
  office: RulesOffice,
  personId: string,
  ms: number,
  at: { readonly stationId: string; readonly deviceId: string } = CABINET_FINGER,
): void {
  const page = Object.keys(PEOPLE).indexOf(personId) + 1;
  const identifiedAt = office.now();
  const first = { monotonicMs: identifiedAt.monotonicMs - ms, epochMs: identifiedAt.epochMs - ms };
  const badge = { by: 'finger', moduleId: MODULE_ID, page, score: 90 } as const;
  office.take({ kind: 'badge', ...at, at: first, identifiedAt, badge }, first);
}
