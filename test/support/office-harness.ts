/**
 * The office's modules without disk, wire or network, for tests of rules: a rehearsal (server/demo/rehearsal.ts) with
 * registers in memory, the words that tests use for times and devices, and screens that are kept by their touched keys
 * alone, so that a key somebody forgot shows as a difference from a full reading.
 */
import type { DeviceEvent, Health } from '../../devices/device-event.ts';
import type { Stamp } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../../server/access/principal.ts';
import { createOfficeTime, type OfficeTime } from '../../server/calendar/office-time.ts';
import { Rehearsal } from '../../server/demo/rehearsal.ts';
import type { Context } from '../../server/engine/context.ts';
import type { BadgeInput, Deadline, IntakeDeviceEvent } from '../../server/engine/input.ts';
import type { Effect, OfficeModule, ScreenName, ScreenPart, Viewing } from '../../server/engine/module.ts';
import { OfficeMemory, type ModuleStates } from '../../server/engine/office-memory.ts';
import type { OfficeEvent, RecordedEvent } from '../../server/engine/recorded-event.ts';
import { RuleViolation } from '../../server/errors.ts';
import { OFFICE_PARTS } from '../../server/office.ts';
import { RegisterMemory } from './register-memory.ts';

export interface HarnessOptions {
  /** Office time of the start, `2026-11-23T07:00:00`. */
  readonly start?: string;
  readonly zone?: string;
}
export const SERVICE: Principal = { kind: 'system', through: 'service' };

export class OfficeHarness {
  readonly time: OfficeTime;
  readonly effects: Effect[] = [];
  readonly registers: RegisterMemory;
  readonly #rehearsal: Rehearsal;
  readonly #screens: HarnessScreen[] = [];
  #ids = 0;

  constructor({ start = '2026-11-23T06:00:00', zone = 'Asia/Shanghai' }: HarnessOptions = {}) {
    this.time = createOfficeTime(zone);
    this.registers = new RegisterMemory(
      Object.values(OFFICE_PARTS).flatMap(({ module }) => module.registers),
    );
    this.#rehearsal = new Rehearsal({
      parts: OFFICE_PARTS,
      time: this.time,
      startMs: this.#instant(start, ''),
      newId: (prefix) => `${prefix}-${(this.#ids += 1)}`,
      onRecorded: (event) => this.registers.apply(event),
      onPassed: ({ events, effects }) => {
        this.effects.push(...effects);
        for (const screen of this.#screens) screen.follow(events);
      },
    });
  }

  get events(): readonly RecordedEvent[] {
    return this.#rehearsal.events;
  }
  get nowMs(): number {
    return this.#rehearsal.nowMs;
  }
  get officeDate(): string {
    return this.#rehearsal.officeDate;
  }
  get modules(): readonly OfficeModule[] {
    return this.#rehearsal.modules;
  }
  get states(): ModuleStates {
    return this.#rehearsal.states;
  }
  set mayAct(may: boolean) {
    this.#rehearsal.mayAct = may;
  }
  set asleep(asleep: boolean) {
    this.#rehearsal.asleep = asleep;
  }

  stamp(epochMs?: number): Stamp {
    return this.#rehearsal.stamp(epochMs);
  }

  context(): Context {
    return this.#rehearsal.context();
  }

  record(...events: readonly OfficeEvent[]): readonly RecordedEvent[] {
    return this.#rehearsal.record(...events).events;
  }

  /** The journal's last time of writing becomes `blindSinceMs`, as at a real start. */
  started(): void {
    const blindSinceMs = this.events.at(-1)?.recordedAtMs;
    const bootId = `boot-${this.events.length}`;
    this.record({
      type: 'system.started',
      data: { version: '0.0.0-test', bootId, blindSinceMs, clockBehindJournal: false, demoClock: false },
    });
  }

  /** Throws `RuleViolation` where a rule refuses. Nothing is recorded then. */
  request(principal: Principal, type: string, body: unknown): unknown {
    return this.#rehearsal.request(principal, type, body);
  }

  /** As `request` by a person with the roles that the register gives. */
  ask(personId: string, type: string, body: unknown): unknown {
    return this.#rehearsal.ask(personId, type, body);
  }

  person(personId: string): Principal {
    return this.#rehearsal.person(personId);
  }

  /** The code of the refusal, or undefined where the request went through. */
  refusal(ask: () => unknown): string | undefined {
    try {
      ask();
      return undefined;
    } catch (error) {
      if (error instanceof RuleViolation) return error.code;
      throw error;
    }
  }

  badge(deviceId: string, badge: BadgeInput, atMs?: number): readonly RecordedEvent[] {
    return this.#rehearsal.badge(deviceId, badge, atMs).events;
  }

  card(deviceId: string, cardRef: string | undefined, atMs?: number): readonly RecordedEvent[] {
    return this.badge(deviceId, { by: 'card', cardRef, format: 'em4100-40' }, atMs);
  }

  device(event: IntakeDeviceEvent): readonly RecordedEvent[] {
    return this.#rehearsal.device(event).events;
  }

  health(deviceId: string, health: Health, reason: string, provenMs?: number): void {
    const lastProvenAt = provenMs === undefined ? undefined : this.stamp(provenMs);
    const event: DeviceEvent = {
      ...this.#origin(deviceId),
      kind: 'health-changed',
      health,
      reason,
      lastProvenAt,
    };
    this.device(event);
  }

  proven(deviceId: string): void {
    this.device({ ...this.#origin(deviceId), kind: 'device-proven' });
  }

  /** Moves the clock and fires what becomes due. `07:50:00` is of the present date. */
  advanceTo(moment: string): void {
    this.#rehearsal.moveTo(this.#instant(moment, this.officeDate));
  }

  advance(ms: number): void {
    this.#rehearsal.moveTo(this.nowMs + ms);
  }

  pending(): readonly Deadline[] {
    return this.#rehearsal.pending();
  }

  stateOf(name: string): unknown {
    return this.#rehearsal.stateOf(name);
  }

  /** States built anew from the recorded events, to compare with the living ones. */
  rebuilt(): ModuleStates {
    const fresh = new OfficeMemory(this.modules, OFFICE_PARTS);
    for (const event of this.events) fresh.evolve(event);
    return fresh.states;
  }

  view(name: string, query: unknown, principal: Principal = SERVICE): unknown {
    for (const module of this.modules) {
      const view = module.views.find((one) => one.name === name);
      if (view === undefined) continue;
      return view.read(solid(this.stateOf(module.name)), query, {
        context: this.context(),
        registers: this.registers,
        principal,
      });
    }
    throw new RangeError(`there is no view ${name}`);
  }

  screen(screen: ScreenName, stationId?: string, principal: Principal = { kind: 'nobody' }): HarnessScreen {
    const parts = this.modules.flatMap((module) =>
      module.screens
        .filter((part) => part.screen === screen)
        .map((part) => ({ part, state: () => solid(this.stateOf(module.name)) })),
    );
    const opened = new HarnessScreen(parts, () => ({ context: this.context(), principal, stationId }));
    this.#screens.push(opened);
    return opened;
  }

  #origin(deviceId: string): { readonly deviceId: string; readonly stationId: string; readonly at: Stamp } {
    return { deviceId, stationId: this.#rehearsal.stationOf(deviceId), at: this.stamp() };
  }

  #instant(moment: string, today: string): number {
    const [date = '', clock = ''] = moment.includes('T') ? moment.split('T') : [today, moment];
    const [time = '', milliseconds = '0'] = clock.split('.');
    return this.time.instantOf(date, time) + Number(milliseconds.padEnd(3, '0'));
  }
}

interface PartOfState {
  readonly part: ScreenPart;
  readonly state: () => object;
}

/** One live screen: what it shows after the touched keys were read, and what a full reading would show. */
export class HarnessScreen {
  readonly document: Record<string, unknown> = {};
  readonly #parts: readonly PartOfState[];
  readonly #viewing: () => Viewing;

  constructor(parts: readonly PartOfState[], viewing: () => Viewing) {
    this.#parts = parts;
    this.#viewing = viewing;
    Object.assign(this.document, this.full());
  }

  follow(events: readonly RecordedEvent[]): void {
    const viewing = this.#viewing();
    for (const { part, state } of this.#parts) {
      const touched = part.touched(state(), events, viewing);
      const shown = Object.keys(this.document).filter((key) =>
        part.owns.some((prefix) => key.startsWith(prefix)),
      );
      const keys = touched === 'all' ? [...part.keys(state(), viewing), ...shown] : touched;
      for (const key of keys) this.#set(key, part.read(state(), key, viewing));
    }
  }

  full(): Record<string, unknown> {
    const viewing = this.#viewing();
    const entries = this.#parts.flatMap(({ part, state }) =>
      part.keys(state(), viewing).map((key) => [key, part.read(state(), key, viewing)] as const),
    );
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  #set(key: string, value: unknown): void {
    if (value === undefined) delete this.document[key];
    else this.document[key] = value;
  }
}

function solid(state: unknown): object {
  if (typeof state !== 'object' || state === null) throw new TypeError('a module state is an object');
  return state;
}
