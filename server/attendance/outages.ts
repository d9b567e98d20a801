/**
 * KQ-2, reader blind: who has no earlier badge is 待核, and two people settle it. Either they declare that the reader was
 * down and everybody's morning explained by that, or they key the paper sheet that lay out, line by line.
 */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import { isDate } from '../calendar/dates.ts';
import type { Context } from '../engine/context.ts';
import type { OfficeRequest } from '../engine/input.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { StationDevice } from '../stations/view.ts';
import { DeclareOutageBody, EnterPaperBody, OutageBody, PaperLotBody } from './correction-requests.ts';
import { edgesOf } from './edges.ts';
import { has, type Person } from './explanations.ts';
import { isAwaited } from './judge.ts';
import { attendanceRefusal } from './refusals.ts';
import type { AttendanceState, DayState } from './state.ts';

/** Declarations, and lots of lines, that wait for a second person. */
const WAITING_MAX = 200;
const MINUTE_MS = 60_000;

/** Undefined for requests of others. */
export function decideOutageRequest(
  state: Readonly<AttendanceState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision | undefined {
  if (!type.endsWith('-outage') && !type.endsWith('-paper')) return undefined;
  if (principal.kind !== 'person') throw attendanceRefusal('ATTENDANCE_SECOND_PERSON');
  switch (type) {
    case 'attendance.declare-outage':
      return declare(state, readBody(DeclareOutageBody, body), principal, context);
    case 'attendance.confirm-outage':
      return confirmOutage(state, readBody(OutageBody, body).outageId, principal);
    case 'attendance.withdraw-outage':
      return withdrawOutage(state, readBody(OutageBody, body).outageId, principal);
    case 'attendance.enter-paper':
      return enterPaper(state, readBody(EnterPaperBody, body), principal, context);
    case 'attendance.confirm-paper':
      return confirmPaper(state, readBody(PaperLotBody, body).lotId, principal);
    case 'attendance.withdraw-paper':
      return withdrawPaper(state, readBody(PaperLotBody, body).lotId, principal);
    default:
      return undefined;
  }
}

function declare(
  state: Readonly<AttendanceState>,
  { deviceId, officeDate, from, to, settles, reason }: Static<typeof DeclareOutageBody>,
  { personId: proposedBy }: Person,
  context: Context,
): Decision {
  openDay(state, officeDate, context);
  const { stationId } = signInReader(deviceId, context);
  const edges = edgesOf(officeDate, context);
  const [fromMs, toMs] = [edges.instantOf(from), edges.instantOf(to)];
  const overlaps = fromMs < toMs && fromMs < edges.absentMs && toMs > edges.evidenceFromMs;
  if (!overlaps || toMs > context.now.epochMs) {
    throw attendanceRefusal('ATTENDANCE_OUTAGE_SPAN', {
      from: context.time.timeOf(edges.evidenceFromMs),
      to: context.time.timeOf(edges.absentMs),
    });
  }
  checkRoom(state.corrections.outages);
  const outageId = context.newId('outage');
  const data = { outageId, deviceId, stationId, officeDate, fromMs, toMs, settles, reason, proposedBy };
  return { events: [{ type: 'attendance.outage-proposed', data }], answer: { outageId } };
}

function confirmOutage(
  state: Readonly<AttendanceState>,
  outageId: string,
  { personId: confirmedBy }: Person,
): Decision {
  const outage = entryOf(state.corrections.outages, outageId)?.what;
  if (outage === undefined) throw attendanceRefusal('ATTENDANCE_OUTAGE_UNKNOWN');
  if (outage.proposedBy === confirmedBy) throw attendanceRefusal('ATTENDANCE_SECOND_PERSON');
  if (state.days[outage.officeDate] === undefined)
    throw attendanceRefusal('ATTENDANCE_DAY_SETTLED', { date: outage.officeDate });
  return { events: [{ type: 'attendance.outage-declared', data: { ...outage, confirmedBy } }] };
}

function withdrawOutage(state: Readonly<AttendanceState>, outageId: string, principal: Person): Decision {
  const outage = entryOf(state.corrections.outages, outageId)?.what;
  if (outage === undefined) throw attendanceRefusal('ATTENDANCE_OUTAGE_UNKNOWN');
  checkMayWithdraw(outage.proposedBy, principal);
  const { officeDate } = outage;
  return {
    events: [{ type: 'attendance.outage-withdrawn', data: { outageId, officeDate, by: principal.personId } }],
  };
}

function enterPaper(
  state: Readonly<AttendanceState>,
  { sheetId: given, deviceId, officeDate, lines: written }: Static<typeof EnterPaperBody>,
  { personId: enteredBy }: Person,
  context: Context,
): Decision {
  const day = openDay(state, officeDate, context);
  const { stationId } = signInReader(deviceId, context);
  checkRoom(state.corrections.lots);
  const spans = knownOutages(day, deviceId, context);
  const edges = edgesOf(officeDate, context);
  const seen = new Set<string>();
  const lines = written.map(({ personId, at }) => {
    const person = context.people.person(personId);
    const name = person?.name ?? personId;
    if (person === undefined || !isAwaited(person, officeDate, context) || seen.has(personId))
      throw attendanceRefusal('ATTENDANCE_PAPER_PERSON', { name });
    seen.add(personId);
    const atMs = edges.instantOf(at);
    if (atMs > context.now.epochMs || !spans.some(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs))
      throw attendanceRefusal('ATTENDANCE_PAPER_NO_OUTAGE', { name, at });
    return { personId, atMs };
  });
  const [sheetId, lotId] = [given ?? context.newId('sheet'), context.newId('lot')];
  const data = { sheetId, lotId, deviceId, stationId, officeDate, lines, enteredBy };
  return { events: [{ type: 'attendance.paper-entered', data }], answer: { sheetId, lotId } };
}

/** Spans in which the reader is known to have been down, by its own word or by two people's; whole minutes are written. */
export function knownOutages(
  { officeDate, outages }: Pick<DayState, 'officeDate' | 'outages'>,
  deviceId: string,
  context: Context,
): readonly { readonly fromMs: number; readonly toMs: number; readonly reason: string }[] {
  const { opensMs } = edgesOf(officeDate, context);
  const endMs = context.time.instantOf(context.time.addDays(officeDate, 1), '00:00');
  const blind = context.stations.blindIn(deviceId, opensMs, endMs);
  const declared = outages
    .filter((outage) => outage.deviceId === deviceId)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs, reason: 'declared' }));
  return [...blind, ...declared].map(({ fromMs, toMs, reason }) => ({
    fromMs: Math.floor(fromMs / MINUTE_MS) * MINUTE_MS,
    toMs: Math.min(toMs ?? context.now.epochMs, endMs),
    reason,
  }));
}

function confirmPaper(
  state: Readonly<AttendanceState>,
  lotId: string,
  { personId: confirmedBy }: Person,
): Decision {
  const lot = entryOf(state.corrections.lots, lotId)?.what;
  if (lot === undefined) throw attendanceRefusal('ATTENDANCE_PAPER_UNKNOWN');
  if (lot.enteredBy === confirmedBy) throw attendanceRefusal('ATTENDANCE_SECOND_PERSON');
  if (state.days[lot.officeDate] === undefined)
    throw attendanceRefusal('ATTENDANCE_DAY_SETTLED', { date: lot.officeDate });
  const lines = lot.lines.filter(({ personId }) => personId !== confirmedBy);
  if (lines.length === 0) throw attendanceRefusal('ATTENDANCE_PAPER_OWN_LINE');
  return { events: [{ type: 'attendance.paper-confirmed', data: { ...lot, lines, confirmedBy } }] };
}

function withdrawPaper(state: Readonly<AttendanceState>, lotId: string, principal: Person): Decision {
  const lot = entryOf(state.corrections.lots, lotId)?.what;
  if (lot === undefined) throw attendanceRefusal('ATTENDANCE_PAPER_UNKNOWN');
  checkMayWithdraw(lot.enteredBy, principal);
  const { officeDate } = lot;
  return {
    events: [{ type: 'attendance.paper-withdrawn', data: { lotId, officeDate, by: principal.personId } }],
  };
}

/** A working day whose mornings can still be judged as a whole. */
function openDay(state: Readonly<AttendanceState>, date: string, context: Context): DayState {
  if (!isDate(date) || date > context.officeDate)
    throw attendanceRefusal('ATTENDANCE_DATE_INVALID', { date });
  if (context.calendar.isWorkingDay(date) !== true)
    throw attendanceRefusal('ATTENDANCE_NOT_JUDGED', { date });
  const day = state.days[date];
  if (day === undefined) throw attendanceRefusal('ATTENDANCE_DAY_SETTLED', { date });
  return day;
}

function signInReader(deviceId: string, context: Context): StationDevice {
  const device = context.stations.device(deviceId);
  if (device?.countsForSignIn !== true)
    throw attendanceRefusal('ATTENDANCE_OUTAGE_READER', { device: device?.name ?? deviceId });
  return device;
}

function checkRoom(waiting: Readonly<Record<string, unknown>>): void {
  if (Object.keys(waiting).length >= WAITING_MAX)
    throw attendanceRefusal('ATTENDANCE_WAITING_MAX', { count: String(WAITING_MAX) });
}

function checkMayWithdraw(by: string, principal: Person): void {
  if (principal.personId !== by && !has(principal, 'director'))
    throw attendanceRefusal('ATTENDANCE_PROPOSER_WITHDRAWS');
}
