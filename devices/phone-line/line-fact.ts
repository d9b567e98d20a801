/** What the line machine is told and what it says; the driver adds which line it was. */
import type { Stamp } from '../../firmware-bridge/index.ts';
import type {
  CallAbandoned,
  CallAnswered,
  CallEnded,
  HandsetLifted,
  LineBlind,
  LineSeen,
  RingStarted,
  RingStopped,
} from '../device-event.ts';

type LineEvent =
  RingStarted | RingStopped | CallAnswered | CallAbandoned | HandsetLifted | CallEnded | LineBlind | LineSeen;
type WithoutOrigin<Event> = Event extends unknown ? Omit<Event, 'deviceId' | 'stationId' | 'lineId'> : never;
/** An event of the line before the driver says which line it was. */
export type LineFact = WithoutOrigin<LineEvent>;

export interface LineReading {
  readonly at: Stamp;
  readonly ringing: boolean;
  readonly offHook: boolean;
  /** Time before this reading in which the line was not looked at, ms. */
  readonly gapMs: number;
}
