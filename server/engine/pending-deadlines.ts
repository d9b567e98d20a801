/** What all modules wait for. One that throws is told, at most once a minute, and keeps nobody else from their edges. */
import { type Clock, stampOf, type Stamp } from '../../firmware-bridge/clock.ts';
import type { Context } from './context.ts';
import type { Deadline } from './input.ts';
import type { OfficeMemory } from './office-memory.ts';
import type { OfficeTrouble } from './office-options.ts';

const TELL_AT_MOST_EVERY_MS = 60_000;

export interface PendingDeadlinesOptions {
  readonly clock: Clock;
  readonly memory: OfficeMemory;
  readonly contextAt: (now: Stamp) => Context;
  readonly trouble: (trouble: OfficeTrouble) => void;
}

export class PendingDeadlines {
  readonly #options: PendingDeadlinesOptions;
  /** By module, monotonic. */
  readonly #toldAtMs = new Map<string, number>();

  constructor(options: PendingDeadlinesOptions) {
    this.#options = options;
  }

  collect(): readonly Deadline[] {
    const { clock, memory, contextAt } = this.#options;
    const context = contextAt(stampOf(clock));
    return memory.modules.flatMap((module) => {
      try {
        return module.deadlines(memory.stateOf(module.name), context);
      } catch (cause) {
        this.#tell(module.name, cause);
        return [];
      }
    });
  }

  #tell(module: string, cause: unknown): void {
    const { clock, trouble } = this.#options;
    const nowMs = clock.monotonicMs();
    if (nowMs - (this.#toldAtMs.get(module) ?? -Infinity) < TELL_AT_MOST_EVERY_MS) return;
    this.#toldAtMs.set(module, nowMs);
    trouble({ kind: 'defect', what: `the deadlines of ${module} could not be told`, cause });
  }
}
