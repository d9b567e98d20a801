/**
 * Office life without disk, wire or network: the modules, run in the engine's order (decide → record → evolve, each
 * recorded event offered to everybody, deadlines when the clock reaches them). The demonstration's past is made by
 * living it here, so that every verdict in it is the rules' own; tests of whole office days run on it too.
 */
import type { Stamp } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import type { OfficeTime } from '../calendar/office-time.ts';
import type { Context } from '../engine/context.ts';
import type { BadgeInput, Deadline, Input, IntakeDeviceEvent } from '../engine/input.ts';
import type { Effect, OfficeModule } from '../engine/module.ts';
import { OfficeMemory, type ModuleStates } from '../engine/office-memory.ts';
import type { OfficeParts } from '../engine/parts.ts';
import type { ActorRef, OfficeEvent, RecordedEvent } from '../engine/recorded-event.ts';
import { systemModule } from '../engine/system-module.ts';

export interface RehearsalOptions {
  readonly parts: OfficeParts;
  readonly time: OfficeTime;
  readonly startMs: number;
  /** Random ids; each must be new. */
  readonly newId: (prefix: string) => string;
  /** Called for each recorded event, before it is taken into the states. */
  readonly onRecorded?: (event: RecordedEvent) => void;
  /** Called after each input with all that it led to. */
  readonly onPassed?: (passed: Passed) => void;
}

export interface Passed {
  readonly events: readonly RecordedEvent[];
  readonly effects: readonly Effect[];
  readonly answer: unknown;
}

interface Passage {
  readonly context: Context;
  readonly actor: ActorRef;
  readonly events: RecordedEvent[];
  readonly effects: Effect[];
  answer: unknown;
}

export class Rehearsal {
  /** False: the clock is in doubt, or the service is recovering; no deadline fires then. */
  mayAct = true;
  /** True: nothing fires, as while the service is stopped. */
  asleep = false;
  readonly events: RecordedEvent[] = [];
  readonly #options: RehearsalOptions;
  readonly #memory: OfficeMemory;
  readonly #passed = new Set<string>();
  #nowMs: number;
  #pending: { readonly asked: string; readonly deadlines: readonly Deadline[] } | undefined;

  constructor(options: RehearsalOptions) {
    this.#options = options;
    const modules = [systemModule, ...Object.values(options.parts).map(({ module }) => module)];
    this.#memory = new OfficeMemory(modules, options.parts);
    this.#nowMs = options.startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }
  get officeDate(): string {
    return this.#options.time.dateOf(this.#nowMs);
  }
  get modules(): readonly OfficeModule[] {
    return this.#memory.modules;
  }
  get states(): ModuleStates {
    return this.#memory.states;
  }

  /** Monotonic time runs with the wall clock from the start of the rehearsal. */
  stamp(epochMs = this.#nowMs): Stamp {
    return { epochMs, monotonicMs: epochMs - this.#options.startMs };
  }

  context(now = this.stamp()): Context {
    const { time, newId } = this.#options;
    return {
      now,
      officeDate: time.dateOf(now.epochMs),
      time,
      journalHead: () => undefined,
      mayAct: this.mayAct,
      newId,
      ...this.#memory.views,
    };
  }

  stateOf(moduleName: string): unknown {
    return this.#memory.stateOf(moduleName);
  }

  /** Facts that the service itself states: `system.started` and the like. */
  record(...events: readonly OfficeEvent[]): Passed {
    return this.#pass(this.stamp(), 'system', events, undefined);
  }

  /** Throws `RuleViolation` where a rule refuses; nothing is recorded then. */
  request(principal: Principal, type: string, body: unknown): unknown {
    const input: Input = { kind: 'request', principal, request: { type, body } };
    return this.#pass(this.stamp(), actorOf(principal), [], input).answer;
  }

  /** As `request`, by a person with the roles that the register of staff gives. */
  ask(personId: string, type: string, body: unknown): unknown {
    return this.request(this.person(personId), type, body);
  }

  person(personId: string): Principal {
    const roles = this.#memory.views.people.person(personId)?.roles ?? [];
    return { kind: 'person', personId, roles, sessionId: `session-${personId}` };
  }

  /** A badge after intake; `atMs` is the first contact with the reader. */
  badge(deviceId: string, badge: BadgeInput, atMs = this.#nowMs): Passed {
    const at = this.stamp(atMs);
    return this.#pass(at, `device:${deviceId}`, [], {
      kind: 'badge',
      deviceId,
      stationId: this.stationOf(deviceId),
      at,
      identifiedAt: at,
      badge,
    });
  }

  /** Any other fact of a device, as intake hands it on. */
  device(event: IntakeDeviceEvent): Passed {
    return this.#pass(event.at, `device:${event.deviceId}`, [], { kind: 'device', event });
  }

  stationOf(deviceId: string): string {
    return this.#memory.views.stations.device(deviceId)?.stationId ?? '';
  }

  /** Moves the clock and fires what becomes due on the way, each at its own moment. */
  moveTo(epochMs: number): void {
    for (;;) {
      const next = this.asleep || !this.mayAct ? undefined : this.pending()[0];
      if (next === undefined || next.dueAtMs > epochMs) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      this.#passed.add(next.key);
      this.#pass(this.stamp(), 'system', [], { kind: 'deadline', deadline: next });
    }
    this.#nowMs = epochMs;
  }

  /** What the modules wait for, soonest first; asked again only when something was recorded or a day has begun. */
  pending(): readonly Deadline[] {
    const asked = `${this.events.length} ${this.officeDate} ${this.#passed.size}`;
    if (this.#pending?.asked !== asked) this.#pending = { asked, deadlines: this.#collect() };
    return this.#pending.deadlines;
  }

  #collect(): readonly Deadline[] {
    const context = this.context();
    return this.modules
      .flatMap((module) => module.deadlines(this.#memory.stateOf(module.name), context))
      .filter(({ key }) => !this.#passed.has(key))
      .toSorted((a, b) => a.dueAtMs - b.dueAtMs);
  }

  #pass(now: Stamp, actor: ActorRef, facts: readonly OfficeEvent[], input: Input | undefined): Passed {
    const passage: Passage = {
      context: this.context(now),
      actor,
      events: [],
      effects: [],
      answer: undefined,
    };
    this.#append(passage, input === undefined ? facts : this.#decide(passage, input), undefined);
    for (let at = 0; at < passage.events.length; at += 1) {
      const event = passage.events[at];
      if (event !== undefined)
        this.#append(passage, this.#decide(passage, { kind: 'recorded', event }), event.position);
    }
    this.#options.onPassed?.(passage);
    return passage;
  }

  #decide(passage: Passage, input: Input): readonly OfficeEvent[] {
    return this.modules.flatMap((module) => {
      const decision = module.decide(this.#memory.stateOf(module.name), input, passage.context);
      passage.effects.push(...(decision.effects ?? []));
      if (input.kind === 'request') passage.answer ??= decision.answer;
      return decision.events;
    });
  }

  #append(passage: Passage, events: readonly OfficeEvent[], reactsTo: number | undefined): void {
    const cause = reactsTo ?? passage.events[0]?.position;
    const recorded = events.map((event, index): RecordedEvent => {
      const position = this.events.length + 1 + index;
      return {
        ...event,
        position,
        recordedAtMs: this.#nowMs,
        officeDate: this.officeDate,
        actor: passage.actor,
        cause,
      };
    });
    this.events.push(...recorded);
    for (const event of recorded) {
      this.#options.onRecorded?.(event);
      this.#memory.evolve(event);
      passage.events.push(event);
    }
  }
}

function actorOf(principal: Principal): ActorRef {
  switch (principal.kind) {
    case 'person':
      return `person:${principal.personId}`;
    case 'station':
      return `station:${principal.stationId}`;
    case 'token':
      return `token:${principal.tokenId}`;
    case 'system':
    case 'nobody':
      return principal.kind;
  }
}
