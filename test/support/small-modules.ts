/**
 * Modules of a very small office, for the engine's tests: notes and badges that are counted, a reaction to each badge,
 * openings with a pulse, and deadlines on demand. Words in a note make them misbehave.
 */
import { Type } from 'typebox';
import type { Input } from '../../server/engine/input.ts';
import { NO_DECISION, type Decision, type Effect, type OfficeModule } from '../../server/engine/module.ts';
import type { OfficeParts } from '../../server/engine/parts.ts';
import type { OfficeEvent, RecordedEvent } from '../../server/engine/recorded-event.ts';
import { RuleViolation } from '../../server/errors.ts';
import type { StationDevice } from '../../server/stations/view.ts';
import {
  defaultSettings,
  NO_ATTENDANCE,
  NO_CALENDAR,
  NO_COUNTING,
  NO_DUTY,
  NO_LEAVE,
  NO_SEALS,
  peopleHolding,
  stationsWith,
} from './small-views.ts';

export interface PeopleState {
  readonly notes: string[];
  readonly badges: Map<string, number>;
  readonly holders: Map<string, string>;
}
interface ReactionState {
  reactions: number;
}
interface SealsState {
  readonly open: Set<string>;
  readonly outcomes: Map<string, string>;
  lock: string;
}
interface WaitState {
  readonly waiting: Map<string, number>;
}

export const NOTE = { type: 'test.note', of: (text: string): Record<string, unknown> => ({ text }) } as const;

/** Fields the modules share with the tests: what `decide` was offered, and whether evolving breaks. */
export interface Probe {
  readonly offered: Input[];
  readonly acted: boolean[];
  version: number;
  registerVersion: number;
  /** A defect that shows at the start: a module throws when it is offered `system.started`. */
  startThrows: boolean;
  /** A defect that shows after an outage: a module throws when it is offered `system.journal-blind`. */
  returnThrows: boolean;
  /** A defect that shows later: a module throws at every deadline. */
  deadlineThrows: boolean;
  /** A defect that shows at once: a module throws when it is asked for its deadlines. */
  deadlinesThrow: boolean;
}

export function newProbe(): Probe {
  return {
    offered: [],
    acted: [],
    version: 1,
    registerVersion: 1,
    startThrows: false,
    returnThrows: false,
    deadlineThrows: false,
    deadlinesThrow: false,
  };
}

export function smallParts(probe: Probe, devices: readonly StationDevice[] = []): OfficeParts {
  return {
    people: {
      module: peopleModule(probe),
      createView: (state) => peopleHolding(isPeopleState(state) ? state.holders : new Map()),
    },
    calendar: { module: idle('calendar'), createView: () => NO_CALENDAR },
    settings: { module: idle('settings'), createView: () => defaultSettings() },
    stations: { module: idle('stations'), createView: () => stationsWith(devices) },
    leave: { module: idle('leave'), createView: () => NO_LEAVE },
    attendance: { module: reactionModule(), createView: () => NO_ATTENDANCE },
    bulletin: { module: idle('bulletin'), createView: () => ({}) },
    rollcall: { module: idle('rollcall'), createView: () => ({}) },
    counting: { module: idle('counting'), createView: () => NO_COUNTING },
    duty: { module: waitModule(), createView: () => NO_DUTY },
    seals: { module: sealsModule(), createView: () => NO_SEALS },
  };
}

export function isPeopleState(state: unknown): state is PeopleState {
  return typeof state === 'object' && state !== null && 'holders' in state && state.holders instanceof Map;
}

function idle(name: string): OfficeModule<object> {
  return {
    name,
    version: 1,
    initial: () => ({}),
    decide: () => NO_DECISION,
    evolve: () => undefined,
    deadlines: () => [],
    registers: [],
    requests: [],
    views: [],
    screens: [],
  };
}

function note(text: string): OfficeEvent {
  return { type: 'people.sign-in-refused', data: { username: text, reason: 'note' } };
}

function textOf(input: Input, type: string): string | undefined {
  if (input.kind !== 'request' || input.request.type !== type) return undefined;
  const { body } = input.request;
  return typeof body === 'object' && body !== null && 'text' in body ? String(body.text) : '';
}

function peopleModule(probe: Probe): OfficeModule<PeopleState> {
  return {
    ...idle('people'),
    version: probe.version,
    initial: () => ({ notes: [], badges: new Map(), holders: new Map() }),
    decide(state, input, context): Decision {
      probe.offered.push(input);
      probe.acted.push(context.mayAct);
      if (probe.startThrows && input.kind === 'recorded' && input.event.type === 'system.started') {
        throw new TypeError('a module threw at the start');
      }
      if (probe.returnThrows && input.kind === 'recorded' && input.event.type === 'system.journal-blind') {
        throw new TypeError('a module threw at the return');
      }
      if (probe.deadlineThrows && input.kind === 'deadline') throw new TypeError('a deadline threw');
      if (input.kind === 'badge') return badge(input, context.officeDate);
      if (input.kind === 'device' && input.event.kind === 'card-enrolled') {
        return {
          events: [note(`enrolled ${input.event.cardRef} held by ${input.event.heldBy ?? 'nobody'}`)],
        };
      }
      const text = textOf(input, NOTE.type);
      if (text === undefined) return NO_DECISION;
      if (text === 'refuse') throw new RuleViolation('TEST_REFUSED', '不予办理。');
      if (text === 'defect') throw new TypeError('a rule threw');
      if (text.startsWith('many '))
        return { events: Array.from({ length: Number(text.slice(5)) }, (_, at) => note(`m${at}`)) };
      const long = text === 'huge' ? 'x'.repeat(70_000) : text;
      return { events: [note(long)], answer: { count: state.notes.length + 1 } };
    },
    evolve(state, event) {
      if (event.type === 'people.sign-in-refused') {
        if (event.data.username === 'evolve-defect') throw new TypeError('evolving threw');
        state.notes.push(event.data.username);
      }
      if (event.type === 'people.badge-recorded') {
        const { personId, cardRef } = event.data;
        state.badges.set(personId, (state.badges.get(personId) ?? 0) + 1);
        if (cardRef !== undefined) state.holders.set(cardRef, personId);
      }
    },
    deadlines() {
      if (probe.deadlinesThrow) throw new TypeError('asking for deadlines threw');
      return [];
    },
    registers: [
      {
        name: 'people-notes',
        version: probe.registerVersion,
        tables: `CREATE TABLE people_note (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
          CREATE INDEX people_note_text ON people_note (text);`,
        handles: ['people.sign-in-refused'],
        apply(write, event) {
          if (event.type !== 'people.sign-in-refused') return;
          if (event.data.username === 'register-defect') throw new TypeError('a register threw');
          write.run(
            'INSERT INTO people_note (position, text) VALUES (?, ?)',
            event.position,
            event.data.username,
          );
        },
      },
    ],
    requests: [
      { type: NOTE.type, summary: 'a note', body: Type.Object({ text: Type.String() }), allow: ['public'] },
    ],
  };
}

function badge(input: Input & { kind: 'badge' }, officeDate: string): Decision {
  const { stationId, deviceId, at } = input;
  const cardRef = input.badge.by === 'card' ? input.badge.cardRef : `finger-${input.badge.page}`;
  if (cardRef === undefined) {
    const data = { stationId, deviceId, atMs: at.epochMs, by: 'card', reason: 'unknown' } as const;
    return { events: [{ type: 'people.badge-unknown', data }], effects: [noticeOf(stationId, '未识别')] };
  }
  const data = {
    personId: `p-${cardRef}`,
    stationId,
    deviceId,
    by: input.badge.by,
    cardRef,
    atMs: at.epochMs,
    officeDate,
    monotonicMs: at.monotonicMs,
    cabinetFromMs: 0,
    countsForSignIn: true,
  };
  return {
    events: [{ type: 'people.badge-recorded', data }],
    effects: [{ kind: 'device', deviceId, command: { kind: 'show-reader-light', light: 'granted' } }],
  };
}

function noticeOf(stationId: string, code: string): Effect {
  return { kind: 'notice', stationId, notice: { code, params: {} } };
}

/** Answers every badge with a line of its own; a note `reaction-defect` makes the reaction throw. */
function reactionModule(): OfficeModule<ReactionState> {
  return {
    ...idle('attendance'),
    initial: () => ({ reactions: 0 }),
    decide(_state, input) {
      if (input.kind !== 'recorded') return NO_DECISION;
      const { event } = input;
      if (event.type === 'people.sign-in-refused') {
        if (event.data.username === 'reaction-defect') throw new TypeError('a reaction threw');
        if (event.data.username === 'reaction-refuse') throw new RuleViolation('TEST_REFUSED', '不予办理。');
        if (event.data.username === 'circle') return { events: [note('circle')] };
      }
      if (event.type !== 'people.badge-recorded') return NO_DECISION;
      return { events: [{ type: 'people.signed-in-to-desk', data: { personId: event.data.personId } }] };
    },
    evolve(state, event) {
      if (event.type === 'people.signed-in-to-desk') state.reactions += 1;
    },
  };
}

/** `test.open` intends an opening and asks for a pulse; what is unsettled at a start or return is settled as unknown. */
function sealsModule(): OfficeModule<SealsState> {
  return {
    ...idle('seals'),
    initial: () => ({ open: new Set(), outcomes: new Map(), lock: 'unknown' }),
    decide(state, input, context) {
      const intentId = textOf(input, 'test.open');
      if (intentId !== undefined) return open(intentId, context.now.epochMs);
      if (input.kind === 'device' && input.event.kind === 'pulse-settled') {
        const { intentId: settled, outcome } = input.event;
        return { events: [{ type: 'seals.opening-settled', data: { intentId: settled, outcome } }] };
      }
      if (input.kind === 'device' && input.event.kind === 'lock-changed') {
        const { lock, previous, intentId: by, doorContact, lockContact, at } = input.event;
        const data = {
          cabinetId: 'cabinet-1',
          lock,
          previous,
          intentId: by,
          doorContact,
          lockContact,
          atMs: at.epochMs,
        };
        return { events: [{ type: 'seals.lock-changed', data }] };
      }
      if (input.kind !== 'recorded') return NO_DECISION;
      const { type } = input.event;
      if (type !== 'system.started' && type !== 'system.journal-blind') return NO_DECISION;
      const reason = type === 'system.started' ? 'restart' : 'journal-blind';
      const outcome = { name: 'unknown', reason } as const;
      return {
        events: [...state.open].map((unsettled) => ({
          type: 'seals.opening-settled',
          data: { intentId: unsettled, outcome },
        })),
      };
    },
    evolve(state, event) {
      if (event.type === 'seals.opening-intended') state.open.add(event.data.intentId);
      if (event.type === 'seals.opening-settled') {
        state.open.delete(event.data.intentId);
        state.outcomes.set(event.data.intentId, event.data.outcome.name);
      }
      if (event.type === 'seals.lock-changed') state.lock = event.data.lock;
    },
    requests: [
      { type: 'test.open', summary: 'opens', body: Type.Object({ text: Type.String() }), allow: ['public'] },
    ],
  };
}

function open(intentId: string, atMs: number): Decision {
  const data = {
    intentId,
    cabinetId: 'cabinet-1',
    stationId: 'cabinet-1',
    ground: 'use',
    authority: [],
    custodianId: 'p-1',
    factors: ['card', 'finger'],
    itemIds: [],
    atMs,
  } as const;
  return {
    events: [{ type: 'seals.opening-intended', data }],
    effects: [
      { kind: 'device', deviceId: 'cabinet-1', command: { kind: 'pulse-lock', intentId, expiresAtMs: 0 } },
    ],
    answer: { intentId },
  };
}

/** `test.wait` with `key@dueAtMs`; deadlines stay listed for ever, as a careless module would. */
function waitModule(): OfficeModule<WaitState> {
  return {
    ...idle('duty'),
    initial: () => ({ waiting: new Map() }),
    decide(_state, input) {
      const text = textOf(input, 'test.wait');
      if (text === undefined) return NO_DECISION;
      const [proposalId = '', value = ''] = text.split('@');
      const data = { proposalId, key: 'wait', value: Number(value), effectiveFrom: '2026-11-23', by: 'p-1' };
      return { events: [{ type: 'settings.proposed', data }] };
    },
    evolve(state, event: RecordedEvent) {
      if (event.type === 'settings.proposed')
        state.waiting.set(event.data.proposalId, Number(event.data.value));
    },
    deadlines: (state) => [...state.waiting].map(([key, dueAtMs]) => ({ key, dueAtMs })),
    requests: [
      { type: 'test.wait', summary: 'waits', body: Type.Object({ text: Type.String() }), allow: ['public'] },
    ],
  };
}
