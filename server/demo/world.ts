/** The rehearsed office with its devices: who holds which card and finger, and the hands that use the readers. */
import type { IntakeDeviceEvent } from '../engine/input.ts';
import type { StationKind } from '../access/principal.ts';
import { RuleViolation } from '../errors.ts';
import { Chance } from './chance.ts';
import type { DemoModule, DemoOptions } from './demo-port.ts';
import { Rehearsal } from './rehearsal.ts';
import { demoStaff, type DemoPerson, type DemoStaff } from './staff.ts';

type Fact = IntakeDeviceEvent extends infer Event
  ? Event extends IntakeDeviceEvent
    ? Omit<Event, 'deviceId' | 'stationId' | 'at'>
    : never
  : never;

export interface Errand {
  readonly atMs: number;
  run(): void;
}

export class DemoWorld {
  readonly options: DemoOptions;
  readonly chance: Chance;
  readonly staff: DemoStaff = demoStaff();
  readonly office: Rehearsal;
  readonly modules: readonly DemoModule[];
  readonly refusals: string[] = [];
  readonly #cards = new Map<string, { readonly cardNumber: string; readonly cardRef: string }>();
  readonly #errands: Errand[] = [];

  constructor(options: DemoOptions, startMs: number) {
    this.options = options;
    this.chance = new Chance(options.seed);
    const taken = new Map<string, number>();
    const newId = (prefix: string): string => {
      const number = (taken.get(prefix) ?? 0) + 1;
      taken.set(prefix, number);
      return `${prefix}-demo-${number}`;
    };
    this.office = new Rehearsal({ parts: options.parts, time: options.time, startMs, newId });
    this.modules = this.devices('fingerprint-reader').map(({ deviceId }) => ({
      deviceId,
      moduleId: this.chance.hex(32),
      prints: this.staff.people.map(({ personId }, page) => ({ personId, print: printOf(personId), page })),
    }));
    for (const { personId } of this.staff.people) {
      const cardNumber = `0B00${this.chance.hex(6)}`.toUpperCase();
      this.#cards.set(personId, { cardNumber, cardRef: options.keepCard(cardNumber, 'em4100-40') });
    }
  }

  devices(kind: string): DemoOptions['installation']['devices'] {
    return this.options.installation.devices.filter((device) => device.kind === kind);
  }

  stationOf(kind: StationKind): string | undefined {
    return this.options.installation.stations.find(({ station }) => station === kind)?.stationId;
  }

  readerAt(stationId: string | undefined, kind: 'fingerprint-reader' | 'card-reader'): string | undefined {
    return this.devices(kind).find((device) => device.stationId === stationId)?.deviceId;
  }

  cardOf(personId: string): { readonly cardNumber: string; readonly cardRef: string } {
    const card = this.#cards.get(personId);
    if (card === undefined) throw new RangeError(`${personId} has no card`);
    return card;
  }

  /** Throws a `RangeError` for a post that nobody has. */
  withRole(role: string): DemoPerson {
    const found = this.staff.people.find(({ roles }) => roles.some((one) => one === role));
    if (found === undefined) throw new RangeError(`nobody is ${role}`);
    return found;
  }

  /** Something that happens at its time; nothing of it where that is after the demonstration has begun. */
  plan(atMs: number, run: () => void): void {
    if (atMs < this.options.untilMs) this.#errands.push({ atMs, run });
  }

  /** Lives through everything planned, in order of time; errands may plan further ones. */
  live(): void {
    for (;;) {
      this.#errands.sort((a, b) => a.atMs - b.atMs);
      const next = this.#errands.shift();
      if (next === undefined) return;
      this.office.moveTo(Math.max(next.atMs, this.office.nowMs));
      this.#run(next);
    }
  }

  /** What a rule refuses did not happen; the day goes on. With another installation that may be so here and there. */
  #run(errand: Errand): void {
    try {
      errand.run();
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      this.refusals.push(error.code);
    }
  }

  /** Says a device's fact. */
  say(deviceId: string, fact: Fact): void {
    const origin = { deviceId, stationId: this.office.stationOf(deviceId), at: this.office.stamp() };
    this.office.device({ ...fact, ...origin });
  }

  /** By finger where there is a module that works, by card where that is asked for or the module is away. */
  badgeAt(stationId: string, personId: string, by: 'finger' | 'card'): void {
    const finger = this.readerAt(stationId, 'fingerprint-reader');
    const module = this.modules.find(({ deviceId }) => deviceId === finger);
    const isThere =
      finger !== undefined && this.office.context().stations.device(finger)?.health !== 'offline';
    if (by === 'finger' && isThere && module !== undefined) {
      const page = module.prints.find((print) => print.personId === personId)?.page ?? 0;
      this.office.badge(finger, {
        by: 'finger',
        moduleId: module.moduleId,
        page,
        score: 80 + this.chance.between(0, 90),
      });
      return;
    }
    const reader = this.readerAt(stationId, 'card-reader');
    if (reader === undefined) return;
    this.office.badge(reader, { by: 'card', cardRef: this.cardOf(personId).cardRef, format: 'em4100-40' });
  }
}

/** The simulator's name of somebody's right index finger. */
export function printOf(personId: string): string {
  return `${personId}/right-index`;
}
