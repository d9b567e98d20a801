/** What may be asked of the bulletin (KQ-4): draft, check, object, answer, review, sign, issue. */
import { Type } from 'typebox';
import type { RequestDefinition } from '../engine/module.ts';
import { Month } from '../mechanisms/office-date.ts';

const STRICT = { additionalProperties: false };
const Version = Type.Integer({ minimum: 1, maximum: 999, description: 'The draft that was looked at' });
const Words = Type.String({ minLength: 1, maxLength: 500 });

export const DraftBody = Type.Object({ month: Month }, STRICT);
export const StepBody = Type.Object({ month: Month, version: Version }, STRICT);
export const DecideBody = Type.Object(
  {
    month: Month,
    version: Version,
    approved: Type.Boolean({ description: 'false: 退回修改' }),
    remark: Type.String({ maxLength: 200 }),
  },
  STRICT,
);
export const ObjectBody = Type.Object(
  {
    month: Month,
    version: Version,
    personId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    text: Words,
  },
  STRICT,
);
export const AnswerBody = Type.Object(
  { month: Month, objectionId: Type.String({ maxLength: 80 }), accepted: Type.Boolean(), text: Words },
  STRICT,
);

export const BULLETIN_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'bulletin.draft',
    summary: 'Draft the bulletin of a closed month from the register; again until it is reviewed',
    clause: 'KQ-4',
    body: DraftBody,
    answer: Type.Object({ version: Type.Integer(), sha256: Type.String() }),
    allow: ['attendance-clerk'],
  },
  {
    type: 'bulletin.confirm-sheet',
    summary: "Confirm one's own month (核对单)",
    clause: 'KQ-4',
    body: StepBody,
    allow: ['person'],
  },
  {
    type: 'bulletin.object',
    summary: "Object to one's own line, or as head to the section's, while it is checked",
    clause: 'KQ-4',
    body: ObjectBody,
    answer: Type.Object({ objectionId: Type.String() }),
    allow: ['person'],
  },
  {
    type: 'bulletin.answer',
    summary: "Answer an objection; never one's own",
    clause: 'KQ-4',
    body: AnswerBody,
    allow: ['attendance-clerk', 'deputy-director', 'director'],
  },
  {
    type: 'bulletin.review',
    summary: '审核, by the deputy director, once the days for checking are over; or return it',
    clause: 'KQ-4',
    body: DecideBody,
    allow: ['deputy-director'],
  },
  {
    type: 'bulletin.sign',
    summary: '签发, by the director or who decides for the director that day; or return it',
    clause: 'KQ-4',
    body: DecideBody,
    allow: ['director', 'deputy-director'],
  },
  {
    type: 'bulletin.issue',
    summary: '印发: frozen from here on, with its SHA-256 and the head of the journal',
    clause: 'KQ-4',
    body: StepBody,
    allow: ['attendance-clerk', 'seal-custodian', 'secretary-staff'],
  },
];
