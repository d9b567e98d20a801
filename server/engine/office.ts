/**
 * Puts the engine together over one file: storage, states, scheduler, effects, checkpoints. Called by `main.ts` before
 * the devices start. Only the lines of the journal survive a restart; all else here is made from them.
 */
import type { Stamp } from '../../firmware-bridge/clock.ts';
import { openingError } from '../journal/database.ts';
import { Checkpointer } from './checkpointer.ts';
import { CLOCK_STEP_MS, ClockWatch } from './clock-watch.ts';
import type { Context } from './context.ts';
import { EffectRunner } from './effects.ts';
import { Engine } from './engine.ts';
import { Housekeeping } from './housekeeping.ts';
import { newRandomId } from './ids.ts';
import { Listeners } from './listeners.ts';
import { LoopLag } from './loop-lag.ts';
import { EngineCounters } from './metrics.ts';
import type { OfficeModule } from './module.ts';
import { OfficeMemory } from './office-memory.ts';
import type { Office, OfficeOptions, OfficeTrouble } from './office-options.ts';
import type { OfficeParts } from './parts.ts';
import type { OfficeEvent } from './recorded-event.ts';
import { PendingDeadlines } from './pending-deadlines.ts';
import { RunningOffice } from './running-office.ts';
import { Scheduler } from './scheduler.ts';
import { seedJournal } from './seed.ts';
import { Storage } from './storage.ts';
import { isSystemState, systemModule } from './system-module.ts';

/** Name of the log until the installation has one of its own (C2SP: a URL without scheme). */
const DEFAULT_ORIGIN = 'dianmao.local/journal';

/** The office's modules in the order in which they decide; the engine's own comes first. */
export function modulesOf(parts: OfficeParts): readonly OfficeModule[] {
  const own = [
    parts.people,
    parts.calendar,
    parts.settings,
    parts.stations,
    parts.leave,
    parts.attendance,
    parts.counting,
    parts.bulletin,
    parts.rollcall,
    parts.duty,
    parts.seals,
  ].map(({ module }) => module);
  return [systemModule, ...own];
}

/**
 * Opens the office: takes the file, brings states and registers up, lays down the seed of an empty journal, records
 * `system.started`, and begins to keep time. Throws `JournalError` JOURNAL_BUSY, JOURNAL_UNWRITABLE, JOURNAL_NEWER or
 * JOURNAL_CORRUPT; nothing is held then.
 */
export function openOffice(options: OfficeOptions): Office {
  const { file, time, parts } = options;
  const trouble = (what: OfficeTrouble): void => options.onTrouble?.(what);
  const modules = modulesOf(parts);
  const storage = new Storage({
    file,
    modules,
    openVault: options.openVault,
    origin: options.origin ?? DEFAULT_ORIGIN,
    ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
  });
  try {
    const memory = new OfficeMemory(modules, parts);
    const opened = storage.store.journal.head().position;
    memory.replace(storage.store.states.bringUp());
    if (opened === 0 && options.seed !== undefined) {
      const { seed } = options;
      seedJournal(storage.store, memory, time, () => seed(storage.store.vault));
      storage.store.states.save(memory.states, storage.store.journal.head().position);
    }
    return assemble(options, { storage, memory, trouble });
  } catch (cause) {
    storage.close();
    throw openingError(file, cause);
  }
}

interface Made {
  readonly storage: Storage;
  readonly memory: OfficeMemory;
  readonly trouble: (trouble: OfficeTrouble) => void;
}

function assemble(options: OfficeOptions, made: Made): Office {
  const { file, clock, time, wallRate = 1 } = options;
  const { storage, memory, trouble } = made;
  const counters = new EngineCounters();
  const listeners = new Listeners(trouble);
  const newId = options.newId ?? newRandomId;
  // An alarm of a full disk may stand before the start: it was not written by somebody who watched the devices.
  const lastOfEarlierRunMs = storage.store.journal.head().recordedAtMs;
  const clockDoubted = (): boolean => {
    const state = memory.stateOf(systemModule.name);
    return isSystemState(state) && state.clockDoubted;
  };
  const mayAct = (): boolean => engine.outage === undefined && engine.started && !clockDoubted();
  const contextAt = (now: Stamp): Context => ({
    now,
    officeDate: time.dateOf(now.epochMs),
    time,
    ...memory.views,
    journalHead: () => {
      const { position, hash } = storage.store.journal.head();
      return { position, hash: hash.toString('hex') };
    },
    mayAct: mayAct(),
    newId,
  });
  const effects = new EffectRunner(clock, options.devices, {
    stations: () => memory.views.stations,
    submit: (event) => engine.submit(event),
    notice: (stationId, notice) => listeners.notice(stationId, notice),
    failed: (deviceId, command, cause) => {
      counters.effectsFailed += 1;
      trouble({ kind: 'device', what: `${command.kind} for ${deviceId} was not carried out`, cause });
    },
  });
  const clockWatch = new ClockWatch(clock, wallRate);
  const lookAtClock = (): void => {
    const step = clockWatch.check();
    if (step !== undefined) engine.note({ type: 'system.clock-stepped', data: step });
  };
  const pending = new PendingDeadlines({ clock, memory, contextAt, trouble });
  const scheduler = new Scheduler(clock, wallRate, {
    collect: () => pending.collect(),
    hasPassed: (key) => storage.store.hasPassed(key),
    mayFire: mayAct,
    due: (deadline) => engine.deadline(deadline),
    look: lookAtClock,
  });
  const engine: Engine = new Engine({
    file,
    clock,
    time,
    memory,
    storage,
    counters,
    nextTurn: options.nextTurn ?? setImmediate,
    contextAt,
    effects,
    trouble,
    startFacts: () => [startFact(options, lastOfEarlierRunMs)],
    onCommitted: (events) => {
      listeners.committed(events);
      housekeeping.committed(events.length);
      checkpointer.seen(events);
      scheduler.changed();
    },
    onDeadlineSettled: ({ key }, how) => {
      if (how === 'recorded') scheduler.passed(key);
      else if (how === 'failed') scheduler.giveBackLater(key);
      else scheduler.giveBack(key);
    },
    onTurn: lookAtClock,
  });
  const checkpointer = new Checkpointer({ file, clock, time, storage, engine, counters, trouble });
  const mayWrite = (): boolean => engine.outage === undefined;
  const housekeeping = new Housekeeping({ file, clock, storage, memory, mayWrite, trouble });
  const loopLag = new LoopLag(clock, {
    measured: (lagMs) => counters.lagged(lagMs),
    lagged: (fromMs, lagMs) => engine.note({ type: 'system.loop-lagged', data: { fromMs, lagMs } }),
  });
  engine.start();
  for (const part of [scheduler, checkpointer, housekeeping, loopLag]) part.start();
  return new RunningOffice({
    file,
    clock,
    memory,
    storage,
    engine,
    counters,
    listeners,
    checkpointer,
    housekeeping,
    contextAt,
    clockDoubted,
    stopTimers: () => {
      for (const part of [scheduler, checkpointer, housekeeping, loopLag]) part.stop();
    },
  });
}

/** From the last line on nothing was observed; a clock that is behind that line judges nobody. */
function startFact(options: OfficeOptions, blindSinceMs: number | undefined): OfficeEvent {
  const nowMs = options.clock.epochMs();
  const clockBehindJournal = blindSinceMs !== undefined && blindSinceMs - nowMs > CLOCK_STEP_MS;
  return {
    type: 'system.started',
    data: {
      version: options.version,
      bootId: (options.newId ?? newRandomId)('boot'),
      blindSinceMs,
      clockBehindJournal,
      demoClock: options.demoClock ?? false,
    },
  };
}
