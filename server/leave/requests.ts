/** What may be asked of leave (KQ-1). */
import { Type } from 'typebox';
import type { Grant } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import { TYPED_ID } from '../people/id-pattern.ts';

const STRICT = { additionalProperties: false };
const PersonId = Type.String({ pattern: TYPED_ID, description: 'Person, p-12' });
const Id = Type.String({ minLength: 1, maxLength: 80 });
const Reason = Type.String({ minLength: 1, maxLength: 500, description: '事由' });
const Remark = Type.String({ maxLength: 200 });
const TimeOfDay = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$',
  description: 'Office time, 08:50:00',
});
const HalfDayBody = Type.Object({ date: OfficeDate, half: Type.Enum(['morning', 'afternoon']) }, STRICT);
const Span = { from: HalfDayBody, until: HalfDayBody };
export const LeaveKindBody = Type.Enum([
  'personal',
  'sick',
  'annual',
  'marriage',
  'maternity',
  'bereavement',
  'away',
  'countryside',
  'study',
  'time-off',
]);
/** A city leader's decision on paper, for the director and the deputies. */
const LeaderName = Type.String({ minLength: 1, maxLength: 40, description: '市领导姓名' });

export const AskBody = Type.Object({ kind: LeaveKindBody, ...Span, reason: Reason }, STRICT);
export const EnterBody = Type.Object(
  {
    personId: PersonId,
    kind: LeaveKindBody,
    ...Span,
    reason: Reason,
    word: Type.Object(
      {
        by: Type.Enum(['telephone', 'paper']),
        spokenBy: Type.String({ minLength: 1, maxLength: 40, description: '来电人或签字人' }),
        at: Type.String({
          pattern: '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d$',
          description: 'Office date and time of the word, 2026-11-23T07:40',
        }),
      },
      STRICT,
    ),
    decision: Type.Optional(
      Type.Object({ leaderName: LeaderName, granted: Type.Boolean(), remark: Type.Optional(Remark) }, STRICT),
    ),
  },
  STRICT,
);
export const AwayBatchBody = Type.Object(
  {
    personIds: Type.Array(PersonId, { minItems: 1, maxItems: 100, uniqueItems: true }),
    kind: Type.Enum(['away', 'countryside', 'study']),
    ...Span,
    reason: Reason,
  },
  STRICT,
);
export const DecideBody = Type.Object(
  {
    decisions: Type.Array(
      Type.Object(
        {
          leaveId: Id,
          granted: Type.Boolean(),
          remark: Type.Optional(Remark),
          leaderName: Type.Optional(LeaderName),
        },
        STRICT,
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  STRICT,
);
export const WithdrawBody = Type.Object({ leaveId: Id, reason: Remark }, STRICT);
export const ExtendBody = Type.Object({ leaveId: Id, until: HalfDayBody, reason: Reason }, STRICT);
export const ReturnBody = Type.Object({ leaveId: Id, back: HalfDayBody }, STRICT);
export const AcknowledgeBody = Type.Object(
  { leaveId: Id, about: Type.Enum(['decision', 'overdue']) },
  STRICT,
);
export const DelegateBody = Type.Object(
  { to: PersonId, fromDate: OfficeDate, untilDate: OfficeDate, reason: Remark },
  STRICT,
);
export const EndDelegationBody = Type.Object({ delegationId: Id }, STRICT);
export const ProposeArrangementBody = Type.Object(
  {
    personId: PersonId,
    kind: Type.Enum(['village', 'party-school', 'secondment', 'sign-in-time', 'exempt']),
    fromDate: OfficeDate,
    untilDate: Type.Optional(OfficeDate),
    signIn: Type.Optional(Type.Object({ lateFrom: TimeOfDay, absentFrom: TimeOfDay }, STRICT)),
    reason: Reason,
    replacesId: Type.Optional(Id),
  },
  STRICT,
);
export const ArrangementBody = Type.Object({ arrangementId: Id }, STRICT);

const Refused = Type.Object({ id: Type.String(), code: Type.String(), message: Type.String() });
const LeaveAnswer = Type.Object({ leaveId: Type.String() });

/** Who enters leave for somebody else; a head of section for the own section. */
export const ENTERERS: readonly Grant[] = [
  'attendance-clerk',
  'section-head',
  'secretary-staff',
  'seal-custodian',
  'director',
];
/** Decides, or enters a city leader's decision; the rules say about whom. */
export const DECIDERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'city-leader',
  'seal-custodian',
  'secretary-staff',
];
/** Who proposes and who confirms long postings and personal arrangements; never the same person. */
export const ARRANGERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'secretary-staff',
  'seal-custodian',
];

export const LEAVE_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'leave.ask',
    summary: "Ask for one's own leave; what is filed late is marked, after the window it is refused",
    clause: 'KQ-1',
    body: AskBody,
    answer: LeaveAnswer,
    allow: ['person'],
  },
  {
    type: 'leave.enter',
    summary:
      "Enter somebody's leave after a telephone call or a signed paper; the secretary section also a city leader's decision",
    clause: 'KQ-1',
    body: EnterBody,
    answer: LeaveAnswer,
    allow: ENTERERS,
  },
  {
    type: 'leave.enter-away-batch',
    summary: '公出 for several people of the own section, each asked for by itself; who is refused is named',
    clause: 'KQ-1',
    body: AwayBatchBody,
    answer: Type.Object({ entered: Type.Array(LeaveAnswer), refused: Type.Array(Refused) }),
    allow: ['section-head'],
  },
  {
    type: 'leave.decide',
    summary: 'Decide many at once, each by itself; what is refused is named and the rest stands',
    clause: 'KQ-1',
    body: DecideBody,
    answer: Type.Object({ decided: Type.Array(Type.String()), refused: Type.Array(Refused) }),
    allow: DECIDERS,
  },
  {
    type: 'leave.withdraw',
    summary: 'Withdraw before it is decided or before it begins, by who asked or takes it',
    clause: 'KQ-1',
    body: WithdrawBody,
    allow: ['person'],
  },
  {
    type: 'leave.extend',
    summary: '续假: ask for more, as a leave of its own that goes on from a granted one',
    clause: 'KQ-1',
    body: ExtendBody,
    answer: LeaveAnswer,
    allow: ['person'],
  },
  {
    type: 'leave.return',
    summary: '销假: back at work, as the person or who may enter leave for the person says',
    clause: 'KQ-1',
    body: ReturnBody,
    allow: ['person'],
  },
  {
    type: 'leave.acknowledge',
    summary: 'The decision on my leave, or an overdue leave of my section, has been seen',
    clause: 'KQ-1',
    body: AcknowledgeBody,
    allow: ['person'],
  },
  {
    type: 'leave.delegate',
    summary:
      '委托代行: a deputy decides for the director from one date to another; never their own nor the director’s',
    clause: 'KQ-1',
    body: DelegateBody,
    answer: Type.Object({ delegationId: Type.String() }),
    allow: ['director'],
  },
  {
    type: 'leave.end-delegation',
    summary: 'End a delegation before its last day',
    clause: 'KQ-1',
    body: EndDelegationBody,
    allow: ['director'],
  },
  {
    type: 'leave.propose-arrangement',
    summary:
      'A long posting (驻村 党校 借调), a sign-in time of one’s own or an exemption, to be confirmed by another',
    clause: 'KQ-1',
    body: ProposeArrangementBody,
    answer: Type.Object({ arrangementId: Type.String() }),
    allow: ARRANGERS,
  },
  {
    type: 'leave.confirm-arrangement',
    summary: 'Confirm it; neither the proposer nor whom it concerns',
    clause: 'KQ-1',
    body: ArrangementBody,
    allow: ARRANGERS,
  },
  {
    type: 'leave.withdraw-arrangement',
    summary: 'Withdraw a proposed arrangement',
    clause: 'KQ-1',
    body: ArrangementBody,
    allow: ARRANGERS,
  },
];
