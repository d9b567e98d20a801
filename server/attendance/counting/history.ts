/** Mornings from before this system (KQ-5): taken where nothing stands, never over what does. */
import { Type, type Static } from 'typebox';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../engine/context.ts';
import type { Decision } from '../../engine/module.ts';
import type { OfficeEvent } from '../../engine/recorded-event.ts';
import { OfficeDate } from '../../mechanisms/office-date.ts';
import { attendanceRefusal } from '../refusals.ts';
import { marksOf } from './counting-view.ts';
import { HISTORY_VERDICTS } from './events.ts';
import { markOf, NO_MARK } from './marks.ts';
import type { CountingState } from './state.ts';

const STRICT = { additionalProperties: false };
/** The only other way in. */
const COMMAND_LINE = 'command-line';
const DAYS_MAX = 60_000;
/** A line of the journal stays below 64 kB. */
const DAYS_A_LINE = 400;

export const HistoryBody = Type.Object(
  {
    source: Type.String({ minLength: 1, maxLength: 80, description: '原系统或文件名' }),
    days: Type.Array(
      Type.Object(
        {
          personId: Type.String({ minLength: 1, maxLength: 40 }),
          officeDate: OfficeDate,
          verdict: Type.Enum([...HISTORY_VERDICTS]),
          atMs: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        STRICT,
      ),
      { minItems: 1, maxItems: DAYS_MAX },
    ),
  },
  STRICT,
);

/** Throws `ATTENDANCE_HISTORY_STANDS` where a day is known here, to come, or of nobody; then nothing is taken. */
export function importHistory(
  state: Readonly<CountingState>,
  { source, days }: Static<typeof HistoryBody>,
  principal: Principal,
  { people, officeDate: today }: Context,
): Decision {
  const taken = days.map(({ personId, officeDate, verdict, atMs }) => {
    const isKnown = markOf(marksOf(state, personId, officeDate.slice(0, 4)), officeDate) !== NO_MARK;
    const person = people.person(personId);
    if (isKnown || person === undefined || officeDate >= today)
      throw attendanceRefusal('ATTENDANCE_HISTORY_STANDS', {
        name: person?.name ?? personId,
        date: officeDate,
      });
    return { personId, officeDate, verdict, atMs };
  });
  const by = principal.kind === 'person' ? principal.personId : COMMAND_LINE;
  const events: OfficeEvent[] = [];
  for (let at = 0; at < taken.length; at += DAYS_A_LINE)
    events.push({
      type: 'attendance.history-imported',
      data: { source, by, days: taken.slice(at, at + DAYS_A_LINE) },
    });
  return { events, answer: { days: taken.length } };
}
