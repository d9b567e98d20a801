/**
 * 值班表 (ZB-2): versions of rows. A publication replaces only the shifts it names; a shift that has begun never
 * changes (who stood in is a substitution, not a new roster).
 */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { RosterRow } from './events.ts';
import { SHIFT_MAX_MS } from './limits.ts';
import { dutyRefusal } from './refusals.ts';
import { PUBLISH_ROSTER } from './requests.ts';
import { hoursOf, rosterKey } from './shifts.ts';
import type { DutyState } from './state.ts';

type RowBody = Static<typeof PUBLISH_ROSTER>['rows'][number];

export function publishRoster(
  state: Readonly<DutyState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { rows: asked } = readBody(PUBLISH_ROSTER, body);
  const rows = asked.map((row) => rosterRow(row, context));
  requireOnce(rows);
  for (const row of rows) requireNotBegun(state, row, context);
  const version = state.rosterVersion + 1;
  const by = principal.kind === 'person' ? principal.personId : principal.kind;
  return { events: [{ type: 'duty.roster-published', data: { version, rows, by } }], answer: { version } };
}

function rosterRow(row: RowBody, context: Context): RosterRow {
  const template = context.settings
    .at('duty.shifts', row.officeDate)
    .find((shift) => shift.id === row.shiftId);
  const from = row.from ?? template?.from;
  const to = row.to ?? template?.to;
  const shiftName = row.shiftName ?? template?.name;
  const where = { date: row.officeDate, shift: shiftName ?? row.shiftId };
  if (from === undefined || to === undefined || shiftName === undefined)
    throw dutyRefusal('DUTY_ROSTER_HOURS', where);
  const { fromMs, toMs } = hoursOf(context, row.officeDate, from, to);
  if (toMs - fromMs > SHIFT_MAX_MS) throw dutyRefusal('DUTY_ROSTER_HOURS', where);
  const employed = new Set(context.people.employedOn(row.officeDate).map((person) => person.personId));
  for (const personId of [...row.officerIds, row.leaderId, row.driverId]) {
    if (personId !== undefined && !employed.has(personId)) {
      throw dutyRefusal('DUTY_ROSTER_PERSON', { ...where, person: personId });
    }
  }
  const untilDate = context.time.dateOf(toMs - 1);
  return {
    officeDate: row.officeDate,
    ...(untilDate === row.officeDate ? {} : { untilDate }),
    shiftId: row.shiftId,
    shiftName,
    fromMs,
    toMs,
    leaderId: row.leaderId,
    officerIds: [...new Set(row.officerIds)],
    driverId: row.driverId,
  };
}

function requireOnce(rows: readonly RosterRow[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = rosterKey(row);
    if (seen.has(key)) throw dutyRefusal('DUTY_ROSTER_TWICE', { date: row.officeDate, shift: row.shiftName });
    seen.add(key);
  }
}

/** Neither the row as it stands nor the row as asked may have begun. */
function requireNotBegun(state: Readonly<DutyState>, row: RosterRow, context: Context): void {
  const standing = state.roster[rosterKey(row)];
  const beganMs = Math.min(row.fromMs, standing?.fromMs ?? row.fromMs);
  if (beganMs <= context.now.epochMs) {
    throw dutyRefusal('DUTY_ROSTER_PAST', { date: row.officeDate, shift: row.shiftName });
  }
}
