/**
 * A small office for the tests of door and live side: one module with one request of each kind, one view and one
 * screen part, three people, three stations. Everything an OfficePort promises, nothing of the real rules.
 */
import { Type } from 'typebox';
import type { Role } from '../../server/access/principal.ts';
import type { Context } from '../../server/engine/context.ts';
import type { OfficeRequest } from '../../server/engine/input.ts';
import { NO_DECISION, type OfficeModule, type StationNotice } from '../../server/engine/module.ts';
import type { OfficePort } from '../../server/engine/office-port.ts';
import type { RecordedEvent } from '../../server/engine/recorded-event.ts';
import type { Principal } from '../../server/access/principal.ts';
import { RuleViolation } from '../../server/errors.ts';
import type { PersonRecord } from '../../server/people/events.ts';
import { NO_LEAVE } from '../support/small-views.ts';
import { ManualClock } from '../support/manual-clock.ts';

export const OFFICE_DATE = '2026-11-23';
const STRICT = { additionalProperties: false };

export function person(personId: string, roles: readonly Role[], leftOn?: string): PersonRecord {
  return {
    personId,
    name: personId,
    rank: 1,
    sectionId: 's-1',
    post: '科员',
    roles,
    standing: 'official',
    joinedOn: '2020-01-01',
    leftOn,
    exemptFromSignIn: undefined,
    leader: false,
  };
}

/** Keys of the screens: what the module's state holds, `note/…` and `total`. */
export interface NotesState {
  notes: Map<string, string>;
}

export class SmallOffice implements OfficePort {
  readonly clock = new ManualClock();
  readonly people = new Map<string, PersonRecord>(
    [person('p-director', ['director']), person('p-admin', ['system-admin']), person('p-clerk', [])].map(
      (one) => [one.personId, one],
    ),
  );
  readonly state: NotesState = { notes: new Map() };
  /** Every request that reached the engine, in order. */
  readonly taken: { readonly principal: Principal; readonly request: OfficeRequest }[] = [];
  readonly recorded: RecordedEvent[] = [];
  writable = true;
  refuse: ((request: OfficeRequest) => Error | undefined) | undefined;
  readonly #committed = new Set<(events: readonly RecordedEvent[]) => void>();
  readonly #noticed = new Set<(stationId: string, notice: StationNotice) => void>();
  readonly modules: readonly OfficeModule[] = [notesModule()];
  readonly registers = { all: () => [] };

  async request(
    principal: Principal,
    request: OfficeRequest,
  ): Promise<{ position: number; answer: unknown }> {
    const refusal = this.refuse?.(request);
    if (refusal !== undefined) throw refusal;
    if (request.type === 'notes.refused') {
      throw new RuleViolation('NOTES_REFUSED', '未办理：此件须由市长签发。请送市长。', {
        clause: 'YX-Y1',
        params: { approver: '市长' },
      });
    }
    if (request.type === 'notes.broken') throw new TypeError('secret detail of a defect');
    this.taken.push({ principal, request });
    this.commit(1);
    return { position: this.position(), answer: { echo: request.body } };
  }

  /** As if the engine had committed so many lines. */
  commit(count: number, change: (state: NotesState) => void = () => undefined): void {
    change(this.state);
    const events = Array.from({ length: count }, (): RecordedEvent => {
      const event: RecordedEvent = {
        position: this.recorded.length + 1,
        recordedAtMs: this.clock.epochMs(),
        officeDate: OFFICE_DATE,
        actor: 'system',
        cause: undefined,
        type: 'system.stopped',
        data: { reason: 'test' },
      };
      this.recorded.push(event);
      return event;
    });
    for (const listener of this.#committed) listener(events);
  }

  /** As if people had been recorded anew. */
  recordPerson(record: PersonRecord): void {
    this.people.set(record.personId, record);
    const event: RecordedEvent = {
      position: this.recorded.length + 1,
      recordedAtMs: this.clock.epochMs(),
      officeDate: OFFICE_DATE,
      actor: 'system',
      cause: undefined,
      type: 'people.person-recorded',
      data: record,
    };
    this.recorded.push(event);
    for (const listener of this.#committed) listener([event]);
  }

  notice(stationId: string, code: string): void {
    for (const listener of this.#noticed) listener(stationId, { code, params: {} });
  }

  position(): number {
    return this.recorded.length;
  }

  stateOf(): unknown {
    return this.state;
  }

  onCommitted(listener: (events: readonly RecordedEvent[]) => void): () => void {
    this.#committed.add(listener);
    return () => this.#committed.delete(listener);
  }

  onNotice(listener: (stationId: string, notice: StationNotice) => void): () => void {
    this.#noticed.add(listener);
    return () => this.#noticed.delete(listener);
  }

  journalHealth(): { writable: boolean; reason: string | undefined } {
    return { writable: this.writable, reason: this.writable ? undefined : 'disk-full' };
  }

  clockHealth(): { believed: boolean; reason: string | undefined } {
    return { believed: true, reason: undefined };
  }

  readJournal(fromPosition: number, limit: number): readonly RecordedEvent[] {
    return this.recorded.slice(fromPosition - 1, fromPosition - 1 + limit);
  }

  context(): Context {
    return contextOf(this);
  }
}

const STATIONS = [
  { stationId: 'entrance-1', station: 'entrance', name: '大厅' },
  { stationId: 'entrance-2', station: 'entrance', name: '侧门' },
  { stationId: 'duty-1', station: 'duty', name: '值班室' },
  { stationId: 'cabinet-1', station: 'cabinet', name: '印章柜' },
] as const;

function contextOf(office: SmallOffice): Context {
  const unused = (): never => {
    throw new Error('the small office has no such view');
  };
  const { clock, people } = office;
  return {
    now: { monotonicMs: clock.monotonicMs(), epochMs: clock.epochMs() },
    officeDate: OFFICE_DATE,
    time: {
      zone: 'Asia/Shanghai',
      dateOf: () => OFFICE_DATE,
      timeOf: unused,
      instantOf: unused,
      weekdayOf: unused,
      addDays: unused,
      isoOf: unused,
    },
    people: {
      revision: () => 0,
      person: (personId) => people.get(personId),
      section: () => undefined,
      sections: () => [],
      employedBetween: () => [],
      employedOn: () => [...people.values()],
      hasRole: (personId, role) => people.get(personId)?.roles.includes(role) ?? false,
      withRole: (role) => [...people.values()].filter(({ roles }) => roles.includes(role)),
      credentials: unused,
      approvesFromMs: unused,
      holderOfCard: unused,
      search: unused,
      spelled: () => '',
    },
    calendar: { dayOf: unused, isWorkingDay: unused, workingDayAfter: unused, publishedYears: () => [] },
    settings: { at: unused, ofVersion: unused, versionAt: unused, effectiveSince: unused, proposing: unused },
    stations: {
      revision: () => 0,
      devices: () => [],
      station: (stationId) => STATIONS.find((one) => one.stationId === stationId),
      stationsOf: (kind) => STATIONS.filter(({ station }) => station === kind),
      device: unused,
      devicesAt: () => [],
      blindIn: unused,
    },
    leave: NO_LEAVE,
    counting: { marks: unused, others: unused, tally: unused },
    attendance: { verdict: unused, contactsOf: unused, mayShowNames: unused },
    duty: { isRosteredOn: unused, dutyIn: unused, signedOn: () => [], tonight: () => undefined },
    seals: { isCustodianOrApprover: () => false, barredUntilMs: () => 0, pinExpectedOf: () => 'p-clerk' },
    journalHead: unused,
    mayAct: true,
    newId: (prefix) => `${prefix}-1`,
  };
}

function notesModule(): OfficeModule<NotesState> {
  const Note = Type.Object(
    { text: Type.String({ maxLength: 100 }), copies: Type.Optional(Type.Integer({ minimum: 1 })) },
    STRICT,
  );
  const Nothing = Type.Object({}, STRICT);
  return {
    name: 'notes',
    version: 1,
    initial: () => ({ notes: new Map() }),
    decide: () => NO_DECISION,
    evolve: () => undefined,
    deadlines: () => [],
    registers: [],
    requests: [
      { type: 'notes.write', summary: 'Write a note', body: Note, allow: ['person', 'station:duty'] },
      { type: 'notes.approve', summary: 'Approve', clause: 'YX-Y1', body: Nothing, allow: ['director'] },
      { type: 'notes.refused', summary: 'Is refused by rule', body: Nothing, allow: ['person'] },
      { type: 'notes.broken', summary: 'Has a defect', body: Nothing, allow: ['person'] },
      { type: 'notes.record', summary: 'Told by the service', body: Nothing, allow: ['system'] },
      {
        type: 'seals.enter-pin',
        summary: 'PIN',
        body: Type.Object({ pin: Type.String({ maxLength: 12 }) }, STRICT),
        allow: ['station:cabinet'],
        secret: ['pin'],
      },
    ],
    views: [
      {
        name: 'notes.list',
        summary: 'Notes',
        query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })) }, STRICT),
        allow: ['director', 'token:read-status'],
        read: (state, query) => ({ notes: [...state.notes.values()], query }),
      },
    ],
    screens: (['entrance', 'duty', 'cabinet', 'desk'] as const).map((screen) => ({
      screen,
      owns: ['total', 'note/', 'me'],
      keys: (state) => ['total', 'me', ...[...state.notes.keys()].map((id) => `note/${id}`)],
      read: (state, key, viewing) => {
        if (key === 'total') return { count: state.notes.size };
        if (key === 'me')
          return viewing.principal.kind === 'person' ? { roles: viewing.principal.roles } : undefined;
        return state.notes.get(key.slice('note/'.length));
      },
      touched: () => 'all',
    })),
  };
}
