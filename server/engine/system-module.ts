/**
 * The service's own part of the office: starts and stops, the clock and whether it is believed, deadlines that have
 * passed, alarms of the disk. The engine writes most of these facts itself; here stands what follows from them.
 */
import { Type } from 'typebox';
import type { Context } from './context.ts';
import type { Deadline, Input } from './input.ts';
import { NO_DECISION, type Decision, type OfficeModule, type Register } from './module.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { engineRefusal } from './refusals.ts';

export interface SystemState {
  bootId: string | undefined;
  /** The clock was behind the journal at the start, and nobody has confirmed the time since. */
  clockDoubted: boolean;
  alarms: ('disk-full' | 'read-only')[];
  lastCheckpoint: { readonly size: number; readonly root: string; readonly atMs: number } | undefined;
}

export function isSystemState(state: object): state is SystemState {
  return 'clockDoubted' in state && typeof state.clockDoubted === 'boolean';
}

/** Keys are for ever: a deadline that has passed is not unfired by a step back or a restart. */
const PASSED_DEADLINES: Register = {
  name: 'system-deadlines',
  version: 1,
  tables: `
    CREATE TABLE system_deadline (
      key TEXT PRIMARY KEY,
      due_at_ms INTEGER NOT NULL,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;`,
  handles: ['system.deadline-passed'],
  apply(write, event) {
    if (event.type !== 'system.deadline-passed') return;
    const { key, dueAtMs } = event.data;
    write.run(
      'INSERT OR IGNORE INTO system_deadline (key, due_at_ms, position) VALUES (?, ?, ?)',
      key,
      dueAtMs,
      event.position,
    );
  },
};

export const systemModule: OfficeModule<SystemState> = {
  name: 'system',
  version: 1,
  initial: () => ({ bootId: undefined, clockDoubted: false, alarms: [], lastCheckpoint: undefined }),
  decide,
  evolve,
  deadlines: () => [],
  registers: [PASSED_DEADLINES],
  requests: [
    {
      type: 'system.confirm-clock',
      summary: 'Confirms that the clock on the screens is right after a start behind the journal.',
      body: Type.Object({}, { additionalProperties: false }),
      allow: ['system-admin', 'director'],
    },
  ],
  views: [],
  screens: [],
};

function decide(state: Readonly<SystemState>, input: Input, context: Context): Decision {
  if (input.kind === 'deadline') return passed(input.deadline);
  if (input.kind !== 'request' || input.request.type !== 'system.confirm-clock') return NO_DECISION;
  if (!state.clockDoubted) {
    throw engineRefusal('CLOCK_NOT_IN_DOUBT');
  }
  return { events: [{ type: 'system.clock-confirmed', data: { atMs: context.now.epochMs } }], answer: {} };
}

function passed(deadline: Deadline): Decision {
  return {
    events: [{ type: 'system.deadline-passed', data: { key: deadline.key, dueAtMs: deadline.dueAtMs } }],
  };
}

function evolve(state: SystemState, event: RecordedEvent): void {
  switch (event.type) {
    case 'system.started':
      state.bootId = event.data.bootId;
      state.clockDoubted = state.clockDoubted || event.data.clockBehindJournal;
      break;
    case 'system.clock-confirmed':
      state.clockDoubted = false;
      break;
    case 'system.alarm-raised':
      state.alarms = [...state.alarms.filter((alarm) => alarm !== event.data.alarm), event.data.alarm];
      break;
    case 'system.alarm-cleared':
      state.alarms = state.alarms.filter((alarm) => alarm !== event.data.alarm);
      break;
    case 'system.checkpointed':
      state.lastCheckpoint = { ...event.data, atMs: event.recordedAtMs };
      break;
    default:
  }
}
