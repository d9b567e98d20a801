/** The past of a demo office, laid down in an empty journal: all of it or nothing, under its own times. */
import type { OfficeTime } from '../calendar/office-time.ts';
import type { OfficeMemory } from './office-memory.ts';
import type { SeedFact } from './office-options.ts';
import type { OfficeStore } from './office-store.ts';

/** Throws a `RangeError` where the journal is not empty or time runs back; nothing is recorded then. */
export function seedJournal(
  store: OfficeStore,
  memory: OfficeMemory,
  time: OfficeTime,
  makeFacts: () => readonly SeedFact[],
): void {
  if (store.journal.head().position > 0) throw new RangeError('only an empty journal is seeded');
  const mark = store.journal.mark();
  store.begin();
  try {
    let lastMs = -Infinity;
    for (const { atMs, actor, event } of makeFacts()) {
      if (atMs < lastMs)
        throw new RangeError(`seeded ${event.type} at ${atMs} is before the line it follows`);
      lastMs = atMs;
      const line = store.journal.append({
        event,
        recordedAtMs: atMs,
        officeDate: time.dateOf(atMs),
        actor: actor ?? 'system',
        cause: undefined,
      });
      store.registers.apply(line);
      memory.evolve(line);
    }
    store.commit();
  } catch (cause) {
    store.rollback();
    store.journal.rewind(mark);
    throw cause;
  }
}
