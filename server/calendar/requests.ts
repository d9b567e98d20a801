/** What may be asked of the calendar. Whatever a person says of it, a year's notice or a single day, another confirms. */
import { Type } from 'typebox';
import type { Grant } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';

const STRICT = { additionalProperties: false };
export const DateText = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'Office date, 2026-11-23',
});
const Kind = Type.Enum(['workday', 'rest-day', 'holiday', 'make-up-workday']);

export const YearNoticeBody = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    source: Type.String({ minLength: 1, maxLength: 200, description: '发文字号' }),
    days: Type.Array(
      Type.Object(
        { date: DateText, kind: Kind, name: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })) },
        STRICT,
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  STRICT,
);
export const ChangeDayBody = Type.Object(
  {
    date: DateText,
    kind: Kind,
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  },
  STRICT,
);
export const YearProposalBody = Type.Object(
  { proposalId: Type.String({ pattern: '^year-[A-Za-z0-9-]{1,60}$' }) },
  STRICT,
);
export const DayProposalBody = Type.Object(
  { proposalId: Type.String({ pattern: '^day-[A-Za-z0-9-]{1,60}$' }) },
  STRICT,
);

/** Who keeps the calendar: those who answer for attendance. */
export const CALENDAR_KEEPERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'seal-custodian',
  'secretary-staff',
];

export const CALENDAR_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'calendar.publish-year',
    summary: "Load a year's holiday notice that came with the service or its installer",
    clause: 'KQ-2',
    body: YearNoticeBody,
    allow: ['system'],
  },
  {
    type: 'calendar.propose-year',
    summary: "Propose a year's holiday notice as read off the paper; counts once another person confirms it",
    clause: 'KQ-2',
    body: YearNoticeBody,
    answer: Type.Object({ proposalId: Type.String() }),
    allow: [...CALENDAR_KEEPERS, 'system-admin'],
  },
  {
    type: 'calendar.confirm-year',
    summary: "Confirm a proposed year's notice; never by its proposer",
    clause: 'KQ-2',
    body: YearProposalBody,
    allow: CALENDAR_KEEPERS,
  },
  {
    type: 'calendar.withdraw-year',
    summary: "Withdraw a proposed year's notice",
    body: YearProposalBody,
    allow: [...CALENDAR_KEEPERS, 'system-admin'],
  },
  {
    type: 'calendar.change-day',
    summary:
      'Propose that a single day be otherwise than the notice says; counts once another person confirms it',
    clause: 'KQ-2',
    body: ChangeDayBody,
    answer: Type.Object({ proposalId: Type.String() }),
    allow: [...CALENDAR_KEEPERS, 'system-admin'],
  },
  {
    type: 'calendar.confirm-day',
    summary: 'Confirm a proposed change of a day; never by its proposer',
    clause: 'KQ-2',
    body: DayProposalBody,
    allow: CALENDAR_KEEPERS,
  },
  {
    type: 'calendar.withdraw-day',
    summary: 'Withdraw a proposed change of a day',
    body: DayProposalBody,
    allow: [...CALENDAR_KEEPERS, 'system-admin'],
  },
];
