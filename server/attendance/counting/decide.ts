/**
 * KQ-5: a private word before it happens, when one late more converts and when one absence more is the last that
 * still qualifies. Given once for each such count and only in the running year: afterwards it would be no warning.
 */
import { Type } from 'typebox';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../engine/context.ts';
import type { Input } from '../../engine/input.ts';
import { NO_DECISION, type Decision } from '../../engine/module.ts';
import type { OfficeEvent, RecordedEvent } from '../../engine/recorded-event.ts';
import { Year } from '../../mechanisms/office-date.ts';
import { readBody } from '../../mechanisms/request-body.ts';
import { attendanceRefusal } from '../refusals.ts';
import { yearTally } from './counting-view.ts';
import type { CountWarning } from './events.ts';
import { HistoryBody, importHistory } from './history.ts';
import type { CountingState } from './state.ts';
import { nearnessOf, ruleDate, ruleOf } from './tally.ts';
import { verdictsOf, type StandingVerdict } from './verdicts.ts';

export const WarningSeenBody = Type.Object(
  { year: Year, about: Type.Enum(['lates', 'absences']) },
  { additionalProperties: false },
);

export function decideCounting(state: Readonly<CountingState>, input: Input, context: Context): Decision {
  if (input.kind === 'request') {
    const { request, principal } = input;
    switch (request.type) {
      case 'attendance.see-count-warning': {
        const { year, about } = readBody(WarningSeenBody, request.body);
        return seen(state, year, about, principal);
      }
      case 'attendance.import-history':
        return importHistory(state, readBody(HistoryBody, request.body), principal, context);
      default:
        return NO_DECISION;
    }
  }
  if (input.kind !== 'recorded') return NO_DECISION;
  const year = context.officeDate.slice(0, 4);
  const events = countedBy(input.event, year).flatMap((personId) => warn(state, personId, year, context));
  return events.length === 0 ? NO_DECISION : { events };
}

/** People of whom this event counts something more in that year. */
function countedBy(event: RecordedEvent, year: string): readonly string[] {
  switch (event.type) {
    case 'rollcall.judged':
      return event.data.counts && event.data.officeDate.startsWith(year)
        ? event.data.judgements.filter(({ verdict }) => verdict === 'absent').map(({ personId }) => personId)
        : [];
    case 'duty.default-confirmed':
      return event.data.officeDate.startsWith(year) ? [event.data.personId] : [];
    default:
      return verdictsOf(event)
        .filter((standing) => counts(standing, year))
        .map(({ personId }) => personId);
  }
}

function counts({ verdict, officeDate }: StandingVerdict, year: string): boolean {
  return (verdict === 'late' || verdict === 'absent') && officeDate.startsWith(year);
}

function warn(
  state: Readonly<CountingState>,
  personId: string,
  year: string,
  context: Context,
): readonly OfficeEvent[] {
  const { settings, officeDate } = context;
  const rule = ruleOf(settings, year, officeDate);
  const tally = yearTally(state, personId, year, rule);
  const near = nearnessOf(tally, rule);
  const given = state.warned[year]?.[personId];
  const { lates, absences } = tally;
  const ruleVersion = settings.versionAt('attendance.counting', ruleDate(year, officeDate));
  const word = (about: CountWarning): OfficeEvent => ({
    type: 'attendance.count-warned',
    data: { personId, year, about, lates, absences, clause: 'KQ-5', ruleVersion },
  });
  return [
    ...(near.lates && given?.lates?.lates !== lates ? [word('lates')] : []),
    ...(near.absences && (given?.absences?.absences ?? 0) < absences ? [word('absences')] : []),
  ];
}

function seen(
  state: Readonly<CountingState>,
  year: string,
  about: CountWarning,
  principal: Principal,
): Decision {
  const personId = principal.kind === 'person' ? principal.personId : '';
  if (state.warned[year]?.[personId]?.[about] === undefined)
    throw attendanceRefusal('ATTENDANCE_NO_WARNING', { year });
  return { events: [{ type: 'attendance.count-warning-seen', data: { personId, year, about } }] };
}
