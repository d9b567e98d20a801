/**
 * What a proposed setting would judge again, told before anybody confirms it: today's mornings judged under the rule as
 * it would be. A setting never reaches back to a day that is over, so one from tomorrow on changes no verdict.
 */
import { Type, type Static } from 'typebox';
import type { Reading, ViewDefinition } from '../engine/module.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { verdictsOf } from './counting/verdicts.ts';
import type { AttendanceVerdict } from './events.ts';
import { judgeFrom } from './decide.ts';
import type { AttendanceState } from './state.ts';
import { READERS } from './views.ts';

const PreviewQuery = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 60 }),
    value: Type.String({ minLength: 1, maxLength: 8000, description: 'The proposed value as JSON' }),
    effectiveFrom: OfficeDate,
  },
  { additionalProperties: false },
);

export const SETTING_PREVIEW: ViewDefinition<AttendanceState> = {
  name: 'attendance.would-rejudge',
  summary:
    'How many verdicts a proposed setting would change; whose and to what for readers of the register. Nothing is recorded',
  query: PreviewQuery,
  allow: [...READERS, 'seal-custodian', 'secretary-staff', 'system-admin'],
  read: (state, query, reading) => preview(state, readBody(PreviewQuery, query), reading),
};

interface Change {
  readonly personId: string;
  readonly name: string;
  readonly officeDate: string;
  readonly previous: AttendanceVerdict | undefined;
  /** Undefined: a verdict would be withdrawn. */
  readonly now: AttendanceVerdict | undefined;
}

function preview(
  state: Readonly<AttendanceState>,
  { key, value, effectiveFrom }: Static<typeof PreviewQuery>,
  { context, principal }: Reading,
): { readonly people: number; readonly changes: readonly Change[] | undefined } {
  const settings = key.startsWith('attendance.')
    ? context.settings.proposing(key, parsed(value), effectiveFrom)
    : undefined;
  const events =
    settings === undefined ? [] : judgeFrom(state, effectiveFrom, 'rule-changed', { ...context, settings });
  const changes = events
    .flatMap(verdictsOf)
    .map(({ personId, officeDate, verdict }) => ({
      personId,
      name: context.people.person(personId)?.name ?? personId,
      officeDate,
      previous: state.days[officeDate]?.standing[personId]?.verdict,
      now: verdict,
    }))
    .filter(({ previous, now }) => previous !== now);
  const people = new Set(changes.map(({ personId }) => personId)).size;
  const readsAll = principal.kind === 'person' && principal.roles.some((role) => READERS.includes(role));
  return { people, changes: readsAll ? changes : undefined };
}

/** Text that is no JSON proposes nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
