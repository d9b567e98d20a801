/**
 * An office of real modules without disk, wires or time of its own: decide, record, evolve and react as the engine
 * does, registers in an in-memory database, effects collected. Time passes only through `clock`; due deadlines fire
 * when the test lets time pass. For the rules of duty and seals.
 */
import Database from 'better-sqlite3';
import { initialState, OfficeMemory } from '../../../server/engine/office-memory.ts';
import type { Principal } from '../../../server/access/principal.ts';
import { countingModule, createCountingView } from '../../../server/attendance/counting/module.ts';
import { bulletinModule, createBulletinView } from '../../../server/bulletin/module.ts';
import { createCalendarView, calendarModule } from '../../../server/calendar/module.ts';
import { createOfficeTime } from '../../../server/calendar/zoned-time.ts';
import { createDutyView, dutyModule } from '../../../server/duty/module.ts';
import type { Context } from '../../../server/engine/context.ts';
import type { Input } from '../../../server/engine/input.ts';
import type {
  Effect,
  OfficeModule,
  RegisterReader,
  ScreenName,
  SqlValue,
  Viewing,
} from '../../../server/engine/module.ts';
import type { OfficeParts } from '../../../server/engine/parts.ts';
import type { OfficeEvent, RecordedEvent } from '../../../server/engine/recorded-event.ts';
import { systemModule } from '../../../server/engine/system-module.ts';
import { createRollcallView, rollcallModule } from '../../../server/rollcall/module.ts';
import { createLeaveView, leaveModule } from '../../../server/leave/module.ts';
import { createPeopleView, peopleModule } from '../../../server/people/module.ts';
import { createSealsView, sealsModule } from '../../../server/seals/module.ts';
import { createSettingsView, settingsModule } from '../../../server/settings/module.ts';
import { createStationsView, stationsModule } from '../../../server/stations/module.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { NO_ATTENDANCE as NO_ATTENDED } from '../../support/small-views.ts';

type Of<Type extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: Type }>;

/** Attendance judges nothing here; its own tests do. */
const NO_ATTENDANCE: OfficeModule<object> = {
  name: 'attendance',
  version: 1,
  initial: () => ({}),
  decide: () => ({ events: [] }),
  evolve: () => undefined,
  deadlines: () => [],
  registers: [],
  requests: [],
  views: [],
  screens: [],
};

const PARTS: OfficeParts = {
  people: { module: peopleModule, createView: createPeopleView },
  calendar: { module: calendarModule, createView: createCalendarView },
  settings: { module: settingsModule, createView: createSettingsView },
  stations: { module: stationsModule, createView: createStationsView },
  leave: { module: leaveModule, createView: createLeaveView },
  attendance: { module: NO_ATTENDANCE, createView: () => NO_ATTENDED },
  bulletin: { module: bulletinModule, createView: createBulletinView },
  counting: { module: countingModule, createView: createCountingView },
  rollcall: { module: rollcallModule, createView: createRollcallView },
  duty: { module: dutyModule, createView: createDutyView },
  seals: { module: sealsModule, createView: createSealsView },
};
const MODULES: readonly OfficeModule[] = [systemModule, ...Object.values(PARTS).map(({ module }) => module)];

export interface RulesOfficeOptions {
  /** Registers cost a database; the model tests do without. */
  readonly registers?: boolean;
  readonly epochMs?: number;
}

export class RulesOffice {
  readonly clock: ManualClock;
  readonly time = createOfficeTime('Asia/Shanghai');
  readonly events: RecordedEvent[] = [];
  readonly effects: Effect[] = [];
  readonly memory = new OfficeMemory(MODULES, PARTS);
  mayAct = true;
  readonly #database: Database.Database | undefined;
  readonly #fired = new Set<string>();
  #ids = 0;

  constructor(options: RulesOfficeOptions = {}) {
    this.clock = new ManualClock(options.epochMs);
    if (options.registers !== true) return;
    this.#database = new Database(':memory:');
    for (const register of MODULES.flatMap(({ registers }) => registers))
      this.#database.exec(register.tables);
  }

  // ---- inputs ----------------------------------------------------------------------------------------------------

  /** Takes one input as the engine does; throws what the modules throw, and nothing is recorded then. */
  take(input: Input, now = this.now()): unknown {
    const context = this.context(now);
    let answer: unknown;
    const decide = (one: Input): readonly OfficeEvent[] =>
      MODULES.flatMap((module) => {
        const decision = module.decide(this.memory.stateOf(module.name), one, context);
        this.effects.push(...(decision.effects ?? []));
        if (one.kind === 'request') answer ??= decision.answer;
        return [...decision.events];
      });
    const recorded = this.#record(decide(input), context);
    for (let at = 0; at < recorded.length; at += 1) {
      const event = recorded[at];
      if (event !== undefined) recorded.push(...this.#record(decide({ kind: 'recorded', event }), context));
    }
    return answer;
  }

  request(principal: Principal, type: string, body: unknown): unknown {
    return this.take({ kind: 'request', principal, request: { type, body } });
  }

  device(event: Extract<Input, { kind: 'device' }>['event']): void {
    this.take({ kind: 'device', event }, event.at);
  }

  /** Facts that the service itself states. */
  record(...events: readonly OfficeEvent[]): void {
    const context = this.context(this.now());
    const recorded = this.#record(events, context);
    for (let at = 0; at < recorded.length; at += 1) {
      const event = recorded[at];
      if (event === undefined) continue;
      for (const module of MODULES) {
        const decision = module.decide(
          this.memory.stateOf(module.name),
          { kind: 'recorded', event },
          context,
        );
        this.effects.push(...(decision.effects ?? []));
        recorded.push(...this.#record(decision.events, context));
      }
    }
  }

  /** Lets time pass; each deadline fires at its own moment, as those set meanwhile do. */
  pass(ms: number): void {
    const untilMs = this.clock.epochMs() + ms;
    for (;;) {
      const next = this.#nextDeadline(untilMs);
      if (next === undefined) break;
      this.clock.advance(Math.max(0, next.dueAtMs - this.clock.epochMs()));
      this.#fired.add(next.key);
      this.take({ kind: 'deadline', deadline: next });
    }
    this.clock.advance(untilMs - this.clock.epochMs());
  }

  /** Lets time pass until a wall time of today's office date, `19:30:00`. */
  passUntil(time: string): void {
    this.pass(this.time.instantOf(this.today, time) - this.clock.epochMs());
  }

  /** The process was killed and started again: memory is read from the lines, nothing in flight survives. */
  restart(): void {
    this.memory.replace(this.rebuilt());
    this.start();
  }

  start(): void {
    this.record({
      type: 'system.started',
      data: {
        version: 'test',
        bootId: this.newId('boot'),
        blindSinceMs: undefined,
        clockBehindJournal: false,
        demoClock: false,
      },
    });
  }

  // ---- looking ---------------------------------------------------------------------------------------------------

  now(): { readonly monotonicMs: number; readonly epochMs: number } {
    return { monotonicMs: this.clock.monotonicMs(), epochMs: this.clock.epochMs() };
  }

  get today(): string {
    return this.time.dateOf(this.clock.epochMs());
  }

  at(time: string): number {
    return this.time.instantOf(this.today, time);
  }

  context(now = this.now()): Context {
    return {
      now,
      officeDate: this.time.dateOf(now.epochMs),
      time: this.time,
      ...this.memory.views,
      journalHead: () => undefined,
      mayAct: this.mayAct,
      newId: (prefix) => this.newId(prefix),
    };
  }

  /** Events of one type, oldest first. */
  all<Type extends RecordedEvent['type']>(type: Type): readonly Of<Type>[] {
    return this.events.filter((event): event is Of<Type> => event.type === type);
  }

  last<Type extends RecordedEvent['type']>(type: Type): Of<Type> | undefined {
    return this.all(type).at(-1);
  }

  /** A whole screen, as a snapshot shows it. */
  screen(screen: ScreenName, principal: Principal, stationId?: string): Record<string, unknown> {
    const viewing: Viewing = { context: this.context(), principal, stationId };
    const document: Record<string, unknown> = {};
    for (const module of MODULES) {
      const state = this.memory.stateOf(module.name);
      for (const shown of module.screens.filter((one) => one.screen === screen)) {
        for (const key of shown.keys(state, viewing)) {
          const value = shown.read(state, key, viewing);
          if (value !== undefined) document[key] = value;
        }
      }
    }
    return document;
  }

  /** Keys that the events since `position` may have touched, as the live side would ask. */
  touchedSince(
    position: number,
    screen: ScreenName,
    principal: Principal,
    stationId?: string,
  ): readonly string[] | 'all' {
    const viewing: Viewing = { context: this.context(), principal, stationId };
    const events = this.events.slice(position);
    const keys = new Set<string>();
    for (const module of MODULES) {
      for (const shown of module.screens.filter((one) => one.screen === screen)) {
        const touched = shown.touched(this.memory.stateOf(module.name), events, viewing);
        if (touched === 'all') return 'all';
        for (const key of touched) keys.add(key);
      }
    }
    return [...keys];
  }

  view(name: string, query: unknown, principal: Principal): unknown {
    for (const module of MODULES) {
      const view = module.views.find((one) => one.name === name);
      if (view === undefined) continue;
      const reading = { context: this.context(), registers: this.#reader(), principal };
      return view.read(this.memory.stateOf(module.name), query, reading);
    }
    throw new RangeError(`there is no view ${name}`);
  }

  /** States made again from the first line. */
  rebuilt(): ReadonlyMap<string, object> {
    const states = new Map(MODULES.map((module) => [module.name, initialState(module)]));
    for (const event of this.events) {
      for (const module of MODULES) module.evolve(states.get(module.name), structuredClone(event));
    }
    return states;
  }

  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}-${this.#ids}`;
  }

  #record(events: readonly OfficeEvent[], context: Context): RecordedEvent[] {
    const recorded = events.map((event, index): RecordedEvent => ({
      position: this.events.length + index + 1,
      recordedAtMs: this.clock.epochMs(),
      officeDate: context.officeDate,
      actor: 'system',
      cause: undefined,
      // What the journal gives back is a copy: rules that keep a reference to their input would be found out.
      ...structuredClone(event),
    }));
    for (const event of recorded) {
      this.events.push(event);
      this.#register(event);
      this.memory.evolve(event);
    }
    return recorded;
  }

  #register(event: RecordedEvent): void {
    const database = this.#database;
    if (database === undefined) return;
    for (const register of MODULES.flatMap(({ registers }) => registers)) {
      if (!register.handles.includes(event.type)) continue;
      register.apply({ run: (sql, ...params) => void database.prepare(sql).run(...params) }, event);
    }
  }

  #reader(): RegisterReader {
    const database = this.#database;
    return {
      all: (sql, ...params) => {
        if (database === undefined) throw new Error('this office keeps no registers');
        return database.prepare<SqlValue[], Record<string, SqlValue>>(sql).all(...params);
      },
    };
  }

  #nextDeadline(untilMs: number): { readonly key: string; readonly dueAtMs: number } | undefined {
    const context = this.context();
    return MODULES.flatMap((module) => [...module.deadlines(this.memory.stateOf(module.name), context)])
      .filter(({ key, dueAtMs }) => dueAtMs <= untilMs && !this.#fired.has(key))
      .toSorted((one, other) => one.dueAtMs - other.dueAtMs)[0];
  }
}
