/** A line of the journal for a reader who knows people, readers and screens by name and not by code. Pure. */
import { isRecord } from '../../connection/shape.ts';
import type { StationList } from './shapes.ts';

/** What the codes stand for, as far as it is known. */
export interface KnownNames {
  readonly names: ReadonlyMap<string, string>;
  /** Devices and stations. */
  readonly places: ReadonlyMap<string, string>;
}
export interface JournalActor {
  readonly kind: 'named' | 'token' | 'system' | 'nobody';
  readonly name: string;
}

/** Fields that name a person: `personId`, `custodianId`, `enrolledBy`, `onDuty` … */
const PERSON_FIELD = /^(?:by|onDuty|\w+By|(?:person|applicant|custodian|deputy|leader|officer|driver)Ids?)$/;
const ID = /^[\w.:-]{1,40}$/;
const PLACE_FIELDS = ['deviceId', 'stationId', 'cabinetId'];
const TITLE_FIELDS = ['itemName', 'title', 'name', 'username', 'withheld'];

export function placesOf({
  stations,
  devices,
}: Pick<StationList, 'stations' | 'devices'>): ReadonlyMap<string, string> {
  return new Map([
    ...stations.map(({ stationId, name }) => [stationId, name] as const),
    ...devices.map(({ deviceId, name }) => [deviceId, name] as const),
  ]);
}

export function actorOf(actor: string, { names, places }: KnownNames): JournalActor {
  const [kind = '', ...rest] = actor.split(':');
  const id = rest.join(':');
  if (kind === 'person') return { kind: 'named', name: names.get(id) ?? id };
  if (kind === 'device' || kind === 'station') return { kind: 'named', name: places.get(id) ?? id };
  if (kind === 'token') return { kind: 'token', name: id };
  return kind === 'system' || kind === 'nobody' ? { kind, name: '' } : { kind: 'named', name: actor };
}

/** Of one line; the sign-in of a whole office stands in lines of 500 people. */
export const PEOPLE_NAMED = 6;

/** What may be people's ids in a line, each once; `by` may also hold a word such as `finger`, which is nobody's id. */
export function peopleOf(data: unknown): readonly string[] {
  const found = new Set<string>();
  collect(data, false, found);
  return [...found];
}

/** Whom the line concerns, or else where it happened, and what it is about: `沈佳`, `大厅读卡器`. */
export function subjectOf(data: unknown, { names, places }: KnownNames): string {
  if (!isRecord(data)) return '';
  const people = peopleOf(data)
    .slice(0, PEOPLE_NAMED)
    .flatMap((personId) => names.get(personId) ?? []);
  const where = PLACE_FIELDS.flatMap((field) => places.get(String(data[field])) ?? []);
  const titles = TITLE_FIELDS.flatMap((field) => (typeof data[field] === 'string' ? data[field] : []));
  const first = people.length > 0 ? people : where.slice(0, 1);
  return [...new Set([...first, ...titles])].join('　');
}

function collect(value: unknown, namesPeople: boolean, found: Set<string>): void {
  if (typeof value === 'string') {
    if (namesPeople && ID.test(value)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, namesPeople, found);
  } else if (isRecord(value)) {
    for (const [field, item] of Object.entries(value)) collect(item, PERSON_FIELD.test(field), found);
  }
}
