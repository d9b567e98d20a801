/**
 * One screen's document, kept from the modules' parts: all keys once, then after each commit only the keys that the
 * events may have touched. Pure but for what the parts read; knows no socket.
 */
import { presentState } from '../access/request-table.ts';
import type { Principal } from '../access/principal.ts';
import type { ScreenName } from '../contract/socket.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { OfficePort } from '../engine/office-port.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';

export interface Change {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

interface OwnedPart {
  readonly moduleName: string;
  readonly part: ScreenPart;
}

export class ScreenDocumentKeeper {
  readonly #office: OfficePort;
  readonly #parts: readonly OwnedPart[];
  readonly #principal: Principal;
  readonly #stationId: string | undefined;
  /** Key → value as JSON, to tell a change from a reading that came out the same. */
  readonly #values = new Map<string, string>();

  constructor(office: OfficePort, screen: ScreenName, principal: Principal, stationId: string | undefined) {
    this.#office = office;
    this.#principal = principal;
    this.#stationId = stationId;
    this.#parts = office.modules.flatMap((module) =>
      module.screens
        .filter((part) => part.screen === screen)
        .map((part) => ({ moduleName: module.name, part })),
    );
    this.refresh();
  }

  /** The whole document as it is known now. */
  document(): Readonly<Record<string, unknown>> {
    return Object.fromEntries([...this.#values].map(([key, json]) => [key, parsed(json)]));
  }

  /** Reads what the events may have touched; undefined where nothing changed. */
  take(events: readonly RecordedEvent[]): Change | undefined {
    const viewing = this.#viewing();
    const changed = new Map<string, string | undefined>();
    for (const owned of this.#parts) {
      const state = presentState(this.#office, owned.moduleName);
      const touched = owned.part.touched(state, events, viewing);
      const keys = touched === 'all' ? this.#everyKeyOf(owned, state, viewing) : touched;
      for (const key of keys) this.#read(owned.part, state, key, viewing, changed);
    }
    return toChange(changed);
  }

  /** Reads everything again: at the start, and where the engine had to read its state anew. */
  refresh(): Change | undefined {
    const viewing = this.#viewing();
    const changed = new Map<string, string | undefined>();
    for (const owned of this.#parts) {
      const state = presentState(this.#office, owned.moduleName);
      for (const key of this.#everyKeyOf(owned, state, viewing))
        this.#read(owned.part, state, key, viewing, changed);
    }
    return toChange(changed);
  }

  #viewing(): Viewing {
    return { context: this.#office.context(), principal: this.#principal, stationId: this.#stationId };
  }

  /** Keys there are now, and those shown so far that may be gone. */
  #everyKeyOf({ part }: OwnedPart, state: object, viewing: Viewing): ReadonlySet<string> {
    const shown = [...this.#values.keys()].filter((key) => part.owns.some((prefix) => isUnder(key, prefix)));
    return new Set([...part.keys(state, viewing), ...shown]);
  }

  #read(
    part: ScreenPart,
    state: object,
    key: string,
    viewing: Viewing,
    changed: Map<string, string | undefined>,
  ): void {
    const value = part.read(state, key, viewing);
    const json = value === undefined ? undefined : JSON.stringify(value);
    if (json === this.#values.get(key)) return;
    if (json === undefined) this.#values.delete(key);
    else this.#values.set(key, json);
    changed.set(key, json);
  }
}

/** `row/` owns every key under it; `totals` owns itself alone. */
function isUnder(key: string, prefix: string): boolean {
  return prefix.endsWith('/') ? key.startsWith(prefix) : key === prefix;
}

function toChange(changed: ReadonlyMap<string, string | undefined>): Change | undefined {
  if (changed.size === 0) return undefined;
  const set: Record<string, unknown> = {};
  const remove: string[] = [];
  for (const [key, json] of changed) {
    if (json === undefined) remove.push(key);
    else set[key] = parsed(json);
  }
  return { set, remove };
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}
