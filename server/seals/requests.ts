/** What may be asked about the seals, and by whom. Who may decide on what is the rules' business (YX-Y1). */
import { Type } from 'typebox';
import type { Role } from '../access/principal.ts';
import type { RequestDefinition } from '../engine/module.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import type { OpeningGround } from './events.ts';
import { COPIES_MAX, ITEMS_PER_REQUEST_MAX, REQUESTS_PER_OPENING_MAX } from './limits.ts';

const GROUNDS = [
  'use',
  'take-back',
  'loan-out',
  'loan-return',
  'emergency',
  'stock-check',
  'service',
] as const satisfies readonly OpeningGround[];
/** Offices that may approve the use of an item; the custodian's is not among them. */
const APPROVING_OFFICES = [
  'director',
  'deputy-director',
  'city-leader',
  'party-secretary',
  'branch-secretary',
] as const satisfies readonly Role[];

const STRICT = { additionalProperties: false };
const Id = Type.String({ minLength: 1, maxLength: 80 });
const Line = Type.String({ maxLength: 120 });
const Remark = Type.String({ maxLength: 500 });
const ItemIds = Type.Array(Id, { minItems: 1, maxItems: ITEMS_PER_REQUEST_MAX, uniqueItems: true });

const APPLICATION = {
  itemIds: ItemIds,
  title: Type.Optional(Type.String({ maxLength: 200, description: 'Never for classified papers' })),
  kind: Type.String({ minLength: 1, maxLength: 30, description: '公文, 证明, 协议 …' }),
  copies: Type.Integer({ minimum: 1, maximum: COPIES_MAX, description: '份数 for each item (YX-Y4)' }),
  unit: Line,
  handledBy: Type.String({ minLength: 1, maxLength: 30 }),
  phone: Type.String({ maxLength: 30 }),
  secret: Type.Optional(Type.Boolean()),
  registerNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
};
export const REQUEST_USE = Type.Object(APPLICATION, STRICT);
export const RESUBMIT = Type.Object({ requestId: Id, ...APPLICATION }, STRICT);
export const DECIDE = Type.Object(
  { requestId: Id, decision: Type.Enum(['approve', 'refuse', 'return']), remark: Type.Optional(Remark) },
  STRICT,
);
export const WITHDRAW = Type.Object({ requestId: Id }, STRICT);
export const CHOOSE = Type.Object(
  { requestIds: Type.Array(Id, { maxItems: REQUESTS_PER_OPENING_MAX, uniqueItems: true }) },
  STRICT,
);
const ENTER_PIN = Type.Object({ pin: Type.String({ pattern: '^[0-9]{4,12}$' }) }, STRICT);
export const PIN_CHECKED = Type.Object(
  {
    personId: Id,
    outcome: Type.Enum(['ok', 'wrong', 'locked', 'none']),
    stationId: Type.Optional(Id),
  },
  STRICT,
);
export const OPEN = Type.Object(
  {
    ground: Type.Enum(GROUNDS),
    requestIds: Type.Array(Id, { maxItems: REQUESTS_PER_OPENING_MAX, uniqueItems: true }),
    itemIds: Type.Optional(ItemIds),
  },
  STRICT,
);
export const REGISTER_USE = Type.Object(
  {
    requestId: Id,
    itemId: Id,
    copies: Type.Integer({ minimum: 0, maximum: COPIES_MAX }),
    spoiled: Type.Integer({ minimum: 0, maximum: COPIES_MAX }),
    remark: Type.Optional(Remark),
    excess: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2 * COPIES_MAX,
        description: 'Sheets beyond what was approved, as the refusal told them: registered all the same',
      }),
    ),
  },
  STRICT,
);
export const NOTE_EXCESS = Type.Object({ useId: Id }, STRICT);
export const CONFIRM_RETURN = Type.Object(
  { itemId: Id, slot: Type.Integer({ minimum: 1, maximum: 64 }) },
  STRICT,
);
export const ACKNOWLEDGE_ALARM = Type.Object({ alarmId: Id }, STRICT);
export const NOTHING = Type.Object({}, STRICT);
export const DEFINE_ITEM = Type.Object(
  {
    itemId: Type.String({ pattern: '^[a-z]+-[a-z0-9-]{1,38}$' }),
    name: Type.String({ minLength: 1, maxLength: 30 }),
    cabinetId: Id,
    slot: Type.Integer({ minimum: 1, maximum: 64 }),
    custodianIds: Type.Array(Id, { maxItems: 10, uniqueItems: true }),
    approverRoles: Type.Array(Type.Enum(APPROVING_OFFICES), {
      minItems: 1,
      maxItems: 6,
      uniqueItems: true,
    }),
    unloanable: Type.Boolean(),
  },
  STRICT,
);
export const CONFIRM_ITEM = Type.Object({ proposalId: Id }, STRICT);
export const APPOINT_DEPUTY = Type.Object(
  {
    deputyId: Id,
    itemIds: ItemIds,
    fromDate: OfficeDate,
    untilDate: OfficeDate,
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  },
  STRICT,
);
export const END_DEPUTY = Type.Object({ delegationId: Id }, STRICT);

const AT_CABINET = ['station:cabinet'] as const;

export const SEAL_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'seals.request-use',
    summary: 'Ask for the use of seals (用印审批单).',
    clause: 'YX-Y1',
    body: REQUEST_USE,
    answer: Type.Object({ requestId: Id }),
    allow: ['person'],
  },
  {
    type: 'seals.resubmit',
    summary: 'Give a returned request again, corrected.',
    clause: 'YX-Y2',
    body: RESUBMIT,
    allow: ['person'],
  },
  {
    type: 'seals.decide',
    summary: 'Approve, refuse or return a request; never the own one, never of an item in own keeping.',
    clause: 'YX-Y1',
    body: DECIDE,
    allow: APPROVING_OFFICES,
  },
  {
    type: 'seals.withdraw',
    summary: 'Withdraw the own request.',
    clause: 'YX-Y1',
    body: WITHDRAW,
    allow: ['person'],
  },
  {
    type: 'seals.choose',
    summary: 'The person identified at the cabinet chooses approved requests.',
    clause: 'YX-Y1',
    body: CHOOSE,
    allow: AT_CABINET,
  },
  {
    type: 'seals.enter-pin',
    summary: 'PIN as the lawful substitute for card or finger; checked before the engine.',
    clause: 'YX-Y1',
    body: ENTER_PIN,
    allow: AT_CABINET,
    secret: ['pin'],
  },
  {
    type: 'seals.pin-checked',
    summary: 'What came of a PIN; from the service itself.',
    clause: 'YX-Y1',
    body: PIN_CHECKED,
    allow: ['system'],
  },
  {
    type: 'seals.open',
    summary: 'Open the cabinet on a ground of the closed list; the intent is recorded before anything moves.',
    clause: 'YX-Y1',
    body: OPEN,
    answer: Type.Object({ intentId: Id }),
    allow: AT_CABINET,
  },
  {
    type: 'seals.register-use',
    summary:
      'Register copies and spoiled sheets of one item under one request; beyond what was approved only when confirmed.',
    clause: 'YX-Y4',
    body: REGISTER_USE,
    answer: Type.Object({ useId: Id, left: Type.Integer() }),
    allow: ['station:cabinet', 'seal-custodian', 'secretary-staff'],
  },
  {
    type: 'seals.note-excess',
    summary: 'The director has read of a use beyond the approved copies.',
    clause: 'YX-Y4',
    body: NOTE_EXCESS,
    allow: ['director'],
  },
  {
    type: 'seals.confirm-return',
    summary: 'The custodian confirms that this very item is back in its slot.',
    clause: 'YX-Y1',
    body: CONFIRM_RETURN,
    allow: AT_CABINET,
  },
  {
    type: 'seals.cancel',
    summary: 'End the identification before anything was opened.',
    clause: 'YX-Y1',
    body: NOTHING,
    allow: AT_CABINET,
  },
  {
    type: 'seals.acknowledge-alarm',
    summary: 'Someone has read this alarm and sees to it; at the cabinet after a badge.',
    clause: 'YX-Y1',
    body: ACKNOWLEDGE_ALARM,
    allow: ['station:cabinet', 'director', 'seal-custodian'],
  },
  {
    type: 'seals.define-item',
    summary: 'Propose an item, its slot, custodians and approving offices; the director confirms.',
    clause: 'YX-Y1',
    body: DEFINE_ITEM,
    answer: Type.Object({ proposalId: Id }),
    allow: ['system-admin'],
  },
  {
    type: 'seals.confirm-item',
    summary: 'Confirm a proposed item definition.',
    clause: 'YX-Y1',
    body: CONFIRM_ITEM,
    allow: ['director'],
  },
  {
    type: 'seals.appoint-deputy',
    summary: 'Appoint a deputy custodian (委托代行) for dated days.',
    clause: 'YX-Y1',
    body: APPOINT_DEPUTY,
    answer: Type.Object({ delegationId: Id }),
    allow: ['director'],
  },
  {
    type: 'seals.end-deputy',
    summary: 'End a delegation early.',
    clause: 'YX-Y1',
    body: END_DEPUTY,
    allow: ['director'],
  },
];
