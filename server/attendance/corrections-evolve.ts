/** Takes corrections, declared outages and paper sheets into the state. Deterministic, from the event alone. */
import { daysBetween } from '../calendar/dates.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import {
  countUse,
  forgetOldYears,
  pastVerdict,
  rememberPast,
  type CorrectionsState,
} from './corrections-state.ts';
import type { Judgement } from './events.ts';
import { countLate, DAYS_KEPT, dayOf, setStanding, type AttendanceState, type DayState } from './state.ts';

export function evolveCorrections(state: AttendanceState, event: RecordedEvent): void {
  const { corrections } = state;
  switch (event.type) {
    case 'attendance.correction-asked': {
      const { correctionId, personId, officeDate } = event.data;
      corrections.asked[correctionId] = { ...event.data, askedAtMs: event.recordedAtMs };
      countUse(corrections, personId, officeDate, 1);
      return;
    }
    case 'attendance.correction-withdrawn':
      delete corrections.asked[event.data.correctionId];
      countUse(corrections, event.data.personId, event.data.officeDate, -1);
      return;
    case 'attendance.correction-decided': {
      const { correctionId, personId, officeDate, accepted } = event.data;
      const asked = corrections.asked[correctionId];
      delete corrections.asked[correctionId];
      if (!accepted) countUse(corrections, personId, officeDate, -1);
      const day = state.days[officeDate];
      if (accepted && asked !== undefined && day !== undefined)
        day.corrections[personId] = { correctionId, claim: asked.claim };
      return;
    }
    case 'attendance.corrected':
      takeCorrected(state, event.data.judgement);
      return;
    case 'attendance.outage-proposed':
      corrections.outages[event.data.outageId] = { what: event.data, sinceMs: event.recordedAtMs };
      return;
    case 'attendance.outage-withdrawn':
      delete corrections.outages[event.data.outageId];
      return;
    case 'attendance.outage-declared':
      delete corrections.outages[event.data.outageId];
      dayOf(state, event.data.officeDate).outages.push(event.data);
      return;
    case 'attendance.paper-entered':
      corrections.lots[event.data.lotId] = { what: event.data, sinceMs: event.recordedAtMs };
      return;
    case 'attendance.paper-withdrawn':
      delete corrections.lots[event.data.lotId];
      return;
    case 'attendance.paper-confirmed':
      signLines(corrections, event.data.lotId, new Set(event.data.lines.map(({ personId }) => personId)));
      return;
    default:
      return;
  }
}

/** A contact is no matter of opinion: the first one that was recorded stays. */
function takeCorrected(state: AttendanceState, judgement: Judgement): void {
  const { personId, officeDate, verdict, ruleVersion } = judgement;
  const day = state.days[officeDate];
  if (day !== undefined) {
    const contact = day.standing[personId]?.contact;
    setStanding(state, officeDate, personId, { verdict, ruleVersion, contact, leaveId: undefined });
    return;
  }
  const before = pastVerdict(state.corrections, personId, officeDate);
  countLate(state, officeDate, personId, Number(verdict === 'late') - Number(before === 'late'));
  rememberPast(state.corrections, personId, officeDate, verdict);
}

function signLines({ lots }: CorrectionsState, lotId: string, signed: ReadonlySet<string>): void {
  const lot = lots[lotId];
  if (lot === undefined) return;
  const lines = lot.what.lines.filter(({ personId }) => !signed.has(personId));
  if (lines.length === 0) delete lots[lotId];
  else lots[lotId] = { ...lot, what: { ...lot.what, lines } };
}

/** Of a day that leaves memory, what was not on time stays known. */
export function putAway(corrections: CorrectionsState, day: DayState): void {
  for (const [personId, { verdict }] of Object.entries(day.standing))
    rememberPast(corrections, personId, day.officeDate, verdict);
}

/** Nobody signed them while their day could still be judged. */
export function dropOldProposals({ corrections }: AttendanceState, today: string): void {
  const isOld = (officeDate: string): boolean => daysBetween(officeDate, today) > DAYS_KEPT;
  for (const [id, { what }] of Object.entries(corrections.outages))
    if (isOld(what.officeDate)) delete corrections.outages[id];
  for (const [id, { what }] of Object.entries(corrections.lots))
    if (isOld(what.officeDate)) delete corrections.lots[id];
  forgetOldYears(corrections, today);
}
