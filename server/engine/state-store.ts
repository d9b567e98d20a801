/**
 * Saved states of the modules, each with the journal position and the module version it belongs to. A start loads them
 * and replays only the lines since. They are derived: one that is missing, of another version or unreadable is simply
 * built again from the first line.
 */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type Database from 'better-sqlite3';
import type { Journal } from '../journal/journal.ts';
import type { OfficeModule } from './module.ts';
import { initialState, type ModuleStates } from './office-memory.ts';

const LINES_PER_READ = 2_000;
/** Of a long replay; a state of 20,000 people takes some tens of milliseconds to save. */
const LINES_PER_SAVE = 100_000;
const LINES_WORTH_SAVING = 2_000;

interface SavedRow {
  readonly module: string;
  readonly version: number;
  readonly position: number;
  readonly digest: Buffer;
  readonly state: Buffer;
}
interface Loaded {
  readonly module: OfficeModule;
  readonly state: object;
  /** Lines up to here are in the state. */
  readonly position: number;
}

export class StateStore {
  readonly #modules: readonly OfficeModule[];
  readonly #journal: Journal;
  readonly #load: Database.Statement<[string], SavedRow>;
  readonly #move: Database.Statement<[number, string]>;
  readonly #save: Database.Statement<[string, number, number, Buffer, Buffer]>;
  readonly #saved = new Map<string, Buffer>();
  readonly #inTransaction: (save: () => void) => void;

  constructor(database: Database.Database, journal: Journal, modules: readonly OfficeModule[]) {
    this.#modules = modules;
    this.#journal = journal;
    this.#load = database.prepare<[string], SavedRow>(
      'SELECT module, version, position, digest, state FROM engine_state WHERE module = ?',
    );
    this.#move = database.prepare('UPDATE engine_state SET position = ? WHERE module = ?');
    this.#save = database.prepare(
      'INSERT OR REPLACE INTO engine_state (module, version, position, digest, state) VALUES (?, ?, ?, ?, ?)',
    );
    this.#inTransaction = database.transaction((save: () => void) => save());
  }

  /** States as of the journal's head, lines of an open transaction included. */
  load(): ModuleStates {
    return this.#replay(() => undefined);
  }

  /** The same at a start: a long replay is saved on the way and at its end, so that it is never done twice. */
  bringUp(): ModuleStates {
    const head = this.#journal.head().position;
    let savedAt: number | undefined;
    return this.#replay((states, position, from) => {
      const unsaved = position - (savedAt ?? from);
      if (unsaved < (position === head ? LINES_WORTH_SAVING : LINES_PER_SAVE)) return;
      this.save(states, position);
      savedAt = position;
    });
  }

  #replay(onStep: (states: ModuleStates, position: number, from: number) => void): ModuleStates {
    const loaded = this.#modules.map((module) => this.#loadModule(module));
    const states: ModuleStates = new Map(loaded.map(({ module, state }) => [module.name, state]));
    const head = this.#journal.head().position;
    const from = Math.min(...loaded.map((saved) => saved.position), head);
    let position = from;
    while (position < head) {
      for (const event of this.#journal.readFrom(position + 1, LINES_PER_READ)) {
        for (const saved of loaded)
          if (event.position > saved.position) saved.module.evolve(saved.state, event);
        position = event.position;
      }
      onStep(states, position, from);
    }
    return states;
  }

  /** In a transaction of its own; a state that has not changed is only moved on. */
  save(states: ModuleStates, position: number): void {
    const digests = new Map<string, Buffer>();
    this.#inTransaction(() => {
      for (const module of this.#modules) {
        const state = serialize(states.get(module.name));
        const digest = createHash('sha256').update(state).digest();
        if (this.#saved.get(module.name)?.equals(digest) === true) this.#move.run(position, module.name);
        else this.#save.run(module.name, module.version, position, digest, state);
        digests.set(module.name, digest);
      }
    });
    for (const [name, digest] of digests) this.#saved.set(name, digest);
  }

  #loadModule(module: OfficeModule): Loaded {
    const row = this.#load.get(module.name);
    const fresh: Loaded = { module, state: initialState(module), position: 0 };
    if (row === undefined || row.version !== module.version || row.position > this.#journal.head().position)
      return fresh;
    if (!createHash('sha256').update(row.state).digest().equals(row.digest)) return fresh;
    const state = read(row.state);
    if (typeof state !== 'object' || state === null) return fresh;
    this.#saved.set(module.name, row.digest);
    return { module, state, position: row.position };
  }
}

/** Undefined where another engine wrote it, in a form that this one cannot read. */
function read(bytes: Buffer): unknown {
  try {
    return deserialize(bytes);
  } catch {
    return undefined;
  }
}
