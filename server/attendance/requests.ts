/** What may be asked of attendance: explain (KQ-1), decide an explanation. */
import { Type } from 'typebox';
import type { RequestDefinition } from '../engine/module.ts';
import { TYPED_ID } from '../people/id-pattern.ts';

const STRICT = { additionalProperties: false };
const PersonId = Type.String({ pattern: TYPED_ID });
export const OfficeDate = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'Office date, 2026-11-23',
});

export const ExplainBody = Type.Object(
  {
    personId: Type.Optional(PersonId),
    officeDate: OfficeDate,
    text: Type.String({ minLength: 1, maxLength: 500, description: '事由；电话说明的写“已口头说明”' }),
  },
  STRICT,
);
export const DecideExplanationBody = Type.Object(
  {
    personId: PersonId,
    officeDate: OfficeDate,
    accepted: Type.Boolean(),
    remark: Type.String({ maxLength: 200, description: '市领导的决定由秘书科登记时，写明市领导姓名' }),
  },
  STRICT,
);

export const ATTENDANCE_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'attendance.explain',
    summary:
      "Explain a morning, one's own or, as clerk or head of the section, another's; until two working days later",
    clause: 'KQ-1',
    body: ExplainBody,
    allow: ['person'],
  },
  {
    type: 'attendance.decide-explanation',
    summary: 'Accept or reject an explanation; never for oneself',
    clause: 'KQ-1',
    body: DecideExplanationBody,
    allow: ['director', 'deputy-director', 'city-leader', 'seal-custodian', 'secretary-staff'],
  },
];
