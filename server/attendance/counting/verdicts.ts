/** Every event that says what a morning comes to, read in one way; whoever counts takes it from here. */
import type { OfficeEvent, RecordedEvent } from '../../engine/recorded-event.ts';
import type { AttendanceVerdict } from '../events.ts';

/** What now stands for a person and date; `verdict` undefined: nothing does any more. */
export interface StandingVerdict {
  readonly personId: string;
  readonly officeDate: string;
  readonly verdict: AttendanceVerdict | undefined;
}

export const VERDICT_EVENTS = [
  'attendance.signed-in',
  'attendance.edge-judged',
  'attendance.rejudged',
  'attendance.corrected',
  'attendance.verdict-withdrawn',
  'attendance.history-imported',
] as const satisfies readonly RecordedEvent['type'][];

/** Empty for events that say nothing of a morning. */
export function verdictsOf(event: OfficeEvent): readonly StandingVerdict[] {
  switch (event.type) {
    case 'attendance.signed-in':
      return [event.data];
    case 'attendance.edge-judged':
      return event.data.judgements;
    case 'attendance.rejudged':
    case 'attendance.corrected':
      return [event.data.judgement];
    case 'attendance.history-imported':
      return event.data.days;
    case 'attendance.verdict-withdrawn': {
      const { personId, officeDate } = event.data;
      return [{ personId, officeDate, verdict: undefined }];
    }
    default:
      return NONE;
  }
}
const NONE: readonly StandingVerdict[] = [];
