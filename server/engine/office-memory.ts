/**
 * The living states of all modules and the views over them. Changed only by `evolve`, thrown away and read again
 * whenever it might have run ahead of the disk.
 */
import type { OfficeModule } from './module.ts';
import type { OfficeParts, OfficeViews } from './parts.ts';
import type { RecordedEvent } from './recorded-event.ts';

export type ModuleStates = ReadonlyMap<string, object>;

export class OfficeMemory {
  readonly modules: readonly OfficeModule[];
  readonly #parts: OfficeParts;
  #states: ModuleStates;
  #views: OfficeViews;

  constructor(modules: readonly OfficeModule[], parts: OfficeParts) {
    this.modules = modules;
    this.#parts = parts;
    this.#states = initialStates(modules);
    this.#views = this.#createViews();
  }

  get views(): OfficeViews {
    return this.#views;
  }

  get states(): ModuleStates {
    return this.#states;
  }

  /** Throws a `RangeError` for a module that does not exist. */
  stateOf(name: string): object {
    const state = this.#states.get(name);
    if (state === undefined) throw new RangeError(`there is no module ${name}`);
    return state;
  }

  replace(states: ModuleStates): void {
    this.#states = states;
    this.#views = this.#createViews();
  }

  evolve(event: RecordedEvent): void {
    for (const module of this.modules) module.evolve(this.stateOf(module.name), event);
  }

  #createViews(): OfficeViews {
    const parts = this.#parts;
    const stateOf = (part: { readonly module: OfficeModule }): object => this.stateOf(part.module.name);
    return {
      people: parts.people.createView(stateOf(parts.people)),
      calendar: parts.calendar.createView(stateOf(parts.calendar)),
      settings: parts.settings.createView(stateOf(parts.settings)),
      stations: parts.stations.createView(stateOf(parts.stations)),
      leave: parts.leave.createView(stateOf(parts.leave)),
      attendance: parts.attendance.createView(stateOf(parts.attendance)),
      counting: parts.counting.createView(stateOf(parts.counting)),
      duty: parts.duty.createView(stateOf(parts.duty)),
      seals: parts.seals.createView(stateOf(parts.seals)),
    };
  }
}

export function initialStates(modules: readonly OfficeModule[]): ModuleStates {
  return new Map(modules.map((module) => [module.name, initialState(module)]));
}

/** Throws a `TypeError` for a state that is not an object: a module's defect. */
export function initialState(module: OfficeModule): object {
  const state = module.initial();
  if (typeof state !== 'object' || state === null)
    throw new TypeError(`the state of ${module.name} is not an object`);
  return state;
}
