/** What may be read of the seals: items and where they are, papers, and the register of use. */
import { Type } from 'typebox';
import { isGranted, type Grant, ROLES } from '../access/principal.ts';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { isSettled } from '../mechanisms/request.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import { keepersOf } from './custody.ts';
import type { SealsState } from './state.ts';
import { copiesLeft } from './use-request.ts';

const STRICT = { additionalProperties: false };
const NO_QUERY = Type.Object({}, STRICT);
const REQUESTS_QUERY = Type.Object(
  {
    from: Type.Optional(OfficeDate),
    to: Type.Optional(OfficeDate),
    state: Type.Optional(
      Type.Enum(['asked', 'returned', 'approved', 'refused', 'withdrawn', 'expired', 'used-up']),
    ),
  },
  STRICT,
);
const REGISTER_QUERY = Type.Object({ from: OfficeDate, to: OfficeDate }, STRICT);
/** What is left out is counted in the answer; a shorter span of dates shows it. */
const ROWS_MAX = 2_000;
const ANY_TIME = { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER };

/** Who reads every paper; everybody else reads the own ones. */
const READS_ALL: readonly Grant[] = [
  'director',
  'deputy-director',
  'city-leader',
  'party-secretary',
  'branch-secretary',
  'seal-custodian',
  'secretary-staff',
  'auditor',
];

const sealItems: ViewDefinition<SealsState> = {
  name: 'seals.items',
  summary: 'Seals, plate and letter paper: slot, keepers, approving offices, in or out (YX-Y1).',
  query: NO_QUERY,
  allow: ['person', 'station:cabinet'],
  read(state, _query, { context }) {
    const named = (personId: string): { readonly personId: string; readonly name: string } => ({
      personId,
      name: context.people.person(personId)?.name ?? personId,
    });
    return Object.values(state.items)
      .toSorted((one, other) => one.cabinetId.localeCompare(other.cabinetId) || one.slot - other.slot)
      .map((item) => ({
        itemId: item.itemId,
        name: item.name,
        cabinetId: item.cabinetId,
        slot: item.slot,
        place: item.place,
        outSinceMs: item.taken?.atMs,
        dueMs: item.taken?.dueMs,
        holder: item.taken?.custodianId === undefined ? undefined : named(item.taken.custodianId),
        keepers: keepersOf(state, item, context).map((personId) => named(personId)),
        approverRoles: item.approverRoles,
        approvers: item.approverRoles.map((role) => ROLES[role]),
        unloanable: item.unloanable,
        clause: item.clause,
      }));
  },
};

const sealRequests: ViewDefinition<SealsState> = {
  name: 'seals.requests',
  summary:
    'Use requests (用印审批单), newest first, by the dates they were asked on; the own ones, or all for those who approve, keep or audit. At most 2,000, and how many are left out.',
  query: REQUESTS_QUERY,
  allow: ['person'],
  read(state, query, reading) {
    const { state: wanted, from, to } = readBody(REQUESTS_QUERY, query);
    const own = isGranted(reading.principal, READS_ALL) ? null : personOf(reading);
    const { fromMs, untilMs } = spanOf(from, to, reading);
    const { rows, leftOut } = limited(reading, 'seals_requests', {
      where: `(? IS NULL OR state = ?) AND (? IS NULL OR applicant_id = ?) AND asked_at_ms >= ? AND asked_at_ms < ?`,
      order: 'asked_at_ms DESC',
      params: [wanted ?? null, wanted ?? null, own, own, fromMs, untilMs],
    });
    return { rows: rows.map((row) => requestRow(state, row, reading)), leftOut };
  },
};

function requestRow(
  state: Readonly<SealsState>,
  row: Readonly<Record<string, SqlValue>>,
  reading: Reading,
): unknown {
  const requestId = textOf(row['request_id']);
  const itemIds = textOf(row['item_ids']).split(',');
  const live = state.requests[requestId];
  return {
    requestId,
    applicantId: row['applicant_id'],
    applicant: nameOf(row['applicant_id'], reading),
    itemIds,
    itemNames: itemIds.map((itemId) => state.items[itemId]?.name ?? itemId),
    title: row['title'],
    kind: row['kind'],
    copies: row['copies'],
    unit: row['unit'],
    handledBy: row['handled_by'],
    phone: row['phone'],
    secret: row['secret'] === 1,
    registerNumber: row['register_number'],
    state: row['state'],
    askedAtMs: row['asked_at_ms'],
    decidedBy: nameOf(row['decided_by'], reading),
    decidedAtMs: row['decided_at_ms'],
    remark: row['remark'],
    expiresAtMs: row['expires_at_ms'],
    /** By item, for papers that are not settled. */
    left:
      live === undefined || isSettled(live.stage)
        ? undefined
        : Object.fromEntries(itemIds.map((id) => [id, copiesLeft(live, id)])),
    unregistered: Object.entries(live?.unregistered ?? {}).flatMap(([itemId, waiting]) =>
      waiting ? [itemId] : [],
    ),
  };
}

const sealRegister: ViewDefinition<SealsState> = {
  name: 'seals.register',
  summary:
    'Register of use (用印登记簿) between two office dates (YX-Y1, YX-Y4); at most 2,000 lines, and how many are left out.',
  query: REGISTER_QUERY,
  allow: ['director', 'deputy-director', 'seal-custodian', 'secretary-staff', 'auditor'],
  read(_state, query, reading) {
    const { from, to } = readBody(REGISTER_QUERY, query);
    const { time } = reading.context;
    const { fromMs, untilMs } = spanOf(from, to, reading);
    const { rows, leftOut } = limited(reading, 'seals_uses', {
      where: 'at_ms >= ? AND at_ms < ?',
      order: 'position',
      params: [fromMs, untilMs],
    });
    const lines = rows.map((row) => ({
      position: row['position'],
      useId: row['use_id'],
      requestId: row['request_id'],
      itemId: row['item_id'],
      itemName: row['item_name'],
      title: row['title'],
      unit: row['unit'],
      handledBy: row['handled_by'],
      approvedBy: nameOf(row['approved_by'], reading),
      copies: row['copies'],
      spoiled: row['spoiled'],
      /** Sheets beyond what was approved. */
      excess: row['excess'],
      remark: row['remark'],
      custodian: nameOf(row['custodian_id'], reading),
      officeDate: time.dateOf(Number(row['at_ms'])),
      time: time.timeOf(Number(row['at_ms'])),
    }));
    return { rows: lines, leftOut };
  },
};

export const SEAL_VIEWS: readonly ViewDefinition<SealsState>[] = [sealItems, sealRequests, sealRegister];

interface Wanted {
  readonly where: string;
  readonly order: string;
  readonly params: readonly SqlValue[];
}
function limited(
  { registers }: Reading,
  table: 'seals_requests' | 'seals_uses',
  { where, order, params }: Wanted,
): { readonly rows: readonly Record<string, SqlValue>[]; readonly leftOut: number } {
  const rows = registers.all(
    `SELECT * FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${ROWS_MAX}`,
    ...params,
  );
  if (rows.length < ROWS_MAX) return { rows, leftOut: 0 };
  const [counted] = registers.all(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, ...params);
  return { rows, leftOut: Number(counted?.['n'] ?? 0) - rows.length };
}

function spanOf(from: string | undefined, to: string | undefined, { context }: Reading): typeof ANY_TIME {
  const { time } = context;
  return {
    fromMs: from === undefined ? ANY_TIME.fromMs : time.instantOf(from, '00:00'),
    untilMs: to === undefined ? ANY_TIME.untilMs : time.instantOf(time.addDays(to, 1), '00:00'),
  };
}

function personOf({ principal }: Reading): string {
  return principal.kind === 'person' ? principal.personId : '';
}

function nameOf(value: SqlValue | undefined, { context }: Reading): string | undefined {
  const personId = textOf(value);
  return personId === '' ? undefined : (context.people.person(personId)?.name ?? personId);
}
