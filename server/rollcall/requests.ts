/** What may be asked of roll calls (KQ-3, HX-4, WS-5). */
import { Type } from 'typebox';
import type { Grant, Role } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';
import { TYPED_ID } from '../people/id-pattern.ts';

const STRICT = { additionalProperties: false };
const PersonId = Type.String({ pattern: TYPED_ID });
const Id = Type.String({ minLength: 1, maxLength: 80 });
export const OfficeDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const WallTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'Office time, 14:30' });
const text = (maxLength: number): ReturnType<typeof Type.String> =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S' });

const Plan = Type.Object(
  {
    title: Type.String({
      minLength: 1,
      maxLength: 80,
      pattern: '\\S',
      description: '名称；党组、主任办公会只记到会，不填内容',
    }),
    kind: Type.Enum(['meeting', 'study', 'cleaning', 'other']),
    organiser: text(40),
    byOffice: Type.Boolean({ description: '办公室组织: only these count (KQ-3)' }),
    officeDate: OfficeDate,
    from: WallTime,
    to: WallTime,
    place: text(60),
    sectionIds: Type.Array(PersonId, { maxItems: 200, uniqueItems: true }),
    people: Type.Array(Type.Object({ personId: PersonId, mark: Type.Enum(['attends', 'sits-in']) }, STRICT), {
      maxItems: 2000,
    }),
    officialsOnly: Type.Boolean({ description: 'WS-5: service staff called by section are left out' }),
    stationId: Type.Optional(Id),
  },
  STRICT,
);
export const CreateBody = Type.Object({ plan: Plan }, STRICT);
export const ChangeBody = Type.Object({ activityId: Id, plan: Plan, reason: text(200) }, STRICT);
export const ActivityBody = Type.Object({ activityId: Id }, STRICT);
export const CancelBody = Type.Object({ activityId: Id, reason: text(200) }, STRICT);
export const OpenBody = Type.Object({ activityId: Id, stationId: Id }, STRICT);
export const WordBody = Type.Object(
  { activityId: Id, personId: Type.Optional(PersonId), text: text(500) },
  STRICT,
);
export const DecideBody = Type.Object(
  {
    activityId: Id,
    personIds: Type.Array(PersonId, { minItems: 1, maxItems: 200, uniqueItems: true }),
    accepted: Type.Boolean(),
    remark: Type.String({ maxLength: 200, description: '市领导的决定由秘书科登记时，写明市领导姓名' }),
  },
  STRICT,
);

/** Who plans what the office itself organises. */
export const OFFICE_ORGANISERS = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'seal-custodian',
  'secretary-staff',
] as const satisfies readonly Role[];
const PLANNERS: readonly Grant[] = [...OFFICE_ORGANISERS, 'section-head'];
const DECIDERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'city-leader',
  'seal-custodian',
  'secretary-staff',
];
const planned = Type.Object({ activityId: Type.String() });

export const ROLLCALL_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'rollcall.create',
    summary: 'Plan an activity with its participants by section or name',
    clause: 'KQ-3',
    body: CreateBody,
    answer: planned,
    allow: PLANNERS,
  },
  {
    type: 'rollcall.adopt',
    summary: 'Make an activity of a draft: the cleaning day that was proposed by itself (WS-5)',
    clause: 'WS-5',
    body: ActivityBody,
    allow: [...OFFICE_ORGANISERS],
  },
  {
    type: 'rollcall.change',
    summary:
      'Change an activity or a draft before its roll call opens: postpone, another place, other people',
    clause: 'KQ-3',
    body: ChangeBody,
    allow: PLANNERS,
  },
  {
    type: 'rollcall.cancel',
    summary: 'Cancel an activity or a draft before its roll call opens',
    clause: 'KQ-3',
    body: CancelBody,
    allow: PLANNERS,
  },
  {
    type: 'rollcall.open',
    summary: 'Open the roll call at the readers of a station',
    clause: 'HX-4',
    body: OpenBody,
    allow: PLANNERS,
  },
  {
    type: 'rollcall.close',
    summary: 'Close the roll call; who has not signed is 未签到·待说明',
    clause: 'KQ-3',
    body: ActivityBody,
    allow: PLANNERS,
  },
  {
    type: 'rollcall.ask-leave',
    summary: "Ask leave from an activity, one's own or, as clerk, leader or head of the section, another's",
    clause: 'HX-4',
    body: WordBody,
    allow: ['person'],
  },
  {
    type: 'rollcall.decide-leave',
    summary: 'Decide leaves from an activity, many at once and all or none; never of oneself',
    clause: 'HX-4',
    body: DecideBody,
    allow: DECIDERS,
  },
  {
    type: 'rollcall.explain',
    summary: 'Explain a missed activity, within the window',
    clause: 'KQ-3',
    body: WordBody,
    allow: ['person'],
  },
  {
    type: 'rollcall.decide-explanation',
    summary: 'Accept or reject explanations of an activity, many at once and all or none; never of oneself',
    clause: 'KQ-3',
    body: DecideBody,
    allow: DECIDERS,
  },
];
