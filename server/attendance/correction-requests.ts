/** What may be asked of corrections: 补签, a reader declared down by two, the paper sheet signed by two. */
import { Type } from 'typebox';
import type { Grant } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';
import { TYPED_ID } from '../people/id-pattern.ts';
import { OfficeDate } from './requests.ts';

const STRICT = { additionalProperties: false };
const PersonId = Type.String({ pattern: TYPED_ID });
const Id = Type.String({ minLength: 1, maxLength: 80 });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
export const WallTime = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$',
  description: 'Office time, 07:45 or 07:45:30',
});

export const AskCorrectionBody = Type.Object(
  {
    personId: Type.Optional(PersonId),
    officeDate: OfficeDate,
    claim: Type.Union([
      Type.Object({ kind: Type.Literal('signed-in'), at: WallTime }, STRICT),
      Type.Object(
        {
          kind: Type.Literal('verdict'),
          verdict: Type.Enum(['on-time', 'late', 'absent', 'explained', 'on-leave', 'away-on-duty']),
        },
        STRICT,
      ),
    ]),
    reason: Reason,
    witnessIds: Type.Optional(Type.Array(PersonId, { maxItems: 5, uniqueItems: true })),
  },
  STRICT,
);
export const CorrectionBody = Type.Object({ correctionId: Id }, STRICT);
export const DecideCorrectionBody = Type.Object(
  {
    correctionIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    accepted: Type.Boolean(),
    remark: Type.String({ maxLength: 200, description: '市领导的决定由秘书科登记时，写明市领导姓名' }),
  },
  STRICT,
);
export const DeclareOutageBody = Type.Object(
  {
    deviceId: Type.String({ minLength: 1, maxLength: 40 }),
    officeDate: OfficeDate,
    from: WallTime,
    to: WallTime,
    settles: Type.Boolean({
      description: 'true: 待核的统一予以说明; false: only states the outage, the paper sheet settles',
    }),
    reason: Reason,
  },
  STRICT,
);
export const OutageBody = Type.Object({ outageId: Id }, STRICT);
export const EnterPaperBody = Type.Object(
  {
    sheetId: Type.Optional(Id),
    deviceId: Type.String({ minLength: 1, maxLength: 40, description: 'The reader that was down' }),
    officeDate: OfficeDate,
    lines: Type.Array(Type.Object({ personId: PersonId, at: WallTime }, STRICT), {
      minItems: 1,
      maxItems: 200,
    }),
  },
  STRICT,
);
export const PaperLotBody = Type.Object({ lotId: Id }, STRICT);

/** Who states what happened at the readers, and who signs beside them. */
export const KEEPERS: readonly Grant[] = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'seal-custodian',
  'secretary-staff',
];

export const CORRECTION_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'attendance.ask-correction',
    summary:
      "Ask that a morning be corrected, one's own within quota and deadline, or as clerk another's of any year kept",
    clause: 'KQ-2',
    body: AskCorrectionBody,
    answer: Type.Object({ correctionId: Type.String() }),
    allow: ['person'],
  },
  {
    type: 'attendance.withdraw-correction',
    summary: 'Withdraw a correction that waits; by whom it concerns or who filed it',
    clause: 'KQ-2',
    body: CorrectionBody,
    allow: ['person'],
  },
  {
    type: 'attendance.decide-correction',
    summary: 'Accept or refuse corrections, many at once and all or none; never of oneself',
    clause: 'KQ-2',
    body: DecideCorrectionBody,
    allow: ['director', 'deputy-director', 'city-leader', 'seal-custodian', 'secretary-staff'],
  },
  {
    type: 'attendance.declare-outage',
    summary: 'State that a reader was down for a span; another person confirms it',
    clause: 'KQ-2',
    body: DeclareOutageBody,
    answer: Type.Object({ outageId: Type.String() }),
    allow: KEEPERS,
  },
  {
    type: 'attendance.confirm-outage',
    summary: 'Confirm as second person that a reader was down',
    clause: 'KQ-2',
    body: OutageBody,
    allow: KEEPERS,
  },
  {
    type: 'attendance.withdraw-outage',
    summary: 'Withdraw a declaration that waits',
    clause: 'KQ-2',
    body: OutageBody,
    allow: KEEPERS,
  },
  {
    type: 'attendance.enter-paper',
    summary:
      'Key lines of the paper sheet that lay out while a reader was down; another person confirms them',
    clause: 'KQ-2',
    body: EnterPaperBody,
    answer: Type.Object({ sheetId: Type.String(), lotId: Type.String() }),
    allow: KEEPERS,
  },
  {
    type: 'attendance.confirm-paper',
    summary: "Sign keyed lines as second person; one's own line waits for another",
    clause: 'KQ-2',
    body: PaperLotBody,
    allow: KEEPERS,
  },
  {
    type: 'attendance.withdraw-paper',
    summary: 'Withdraw keyed lines that wait',
    clause: 'KQ-2',
    body: PaperLotBody,
    allow: KEEPERS,
  },
];
