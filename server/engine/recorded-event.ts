/** One line of the journal, decoded. Every register, screen and report is derived from these and nothing else. */
import type { CountingEvent } from '../attendance/counting/events.ts';
import type { AttendanceEvent } from '../attendance/events.ts';
import type { BulletinEvent } from '../bulletin/events.ts';
import type { CalendarEvent } from '../calendar/events.ts';
import type { DutyEvent } from '../duty/events.ts';
import type { LeaveEvent } from '../leave/events.ts';
import type { PeopleEvent } from '../people/events.ts';
import type { RollcallEvent } from '../rollcall/events.ts';
import type { SealEvent } from '../seals/events.ts';
import type { SettingsEvent } from '../settings/events.ts';
import type { StationEvent } from '../stations/events.ts';
import type { SystemEvent } from './system-events.ts';

/** Every kind of event there is. Adding a module adds one line here. */
export type OfficeEvent =
  | SystemEvent
  | PeopleEvent
  | CalendarEvent
  | SettingsEvent
  | StationEvent
  | LeaveEvent
  | AttendanceEvent
  | CountingEvent
  | BulletinEvent
  | DutyEvent
  | SealEvent
  | RollcallEvent;

/** Who did it: `person:p-12`, `station:entrance-1`, `token:t-1`, `device:reader-1` (a fact from a device), `system`. */
export type ActorRef = string;

export interface EventEnvelope {
  /** 1-based position in the journal. */
  readonly position: number;
  /** When it was recorded, wall clock. The fact's own time, where it differs, is inside `data`. */
  readonly recordedAtMs: number;
  /** Office date of `recordedAtMs`, `2026-11-23`. */
  readonly officeDate: string;
  readonly actor: ActorRef;
  /** Position of the event that this one reacts to, or of the first event of the same input. */
  readonly cause: number | undefined;
}

export type RecordedEvent = EventEnvelope & OfficeEvent;
