/**
 * Which shift runs when (ZB-1, ZB-2). The setting `duty.shifts` gives the usual ones (working days by the secretary
 * section, 19:30–21:30 every night); a roster row of the same name takes its place for its date, other rows add what
 * a notice orders for weekends and holidays. A shift belongs to the office date of its start and runs [from, to).
 */
import type { Context } from '../engine/context.ts';
import { DAY_MS, MINUTE_MS } from '../mechanisms/durations.ts';
import type { DutyShiftTemplate } from '../settings/catalogue.ts';
import type { RosterRow, ShiftRef } from './events.ts';
import { EARLY_SIGN_ON_MS } from './limits.ts';
import type { DutyState } from './state.ts';

export interface ShiftWindow {
  readonly ref: ShiftRef;
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Undefined: nobody is rostered by name. */
  readonly row: RosterRow | undefined;
  /** Daytime on working days is the secretary section's where nobody is rostered by name (ZB-1). */
  readonly bySection: boolean;
}

/** How far ahead the next shift is looked for: the longest holiday has daily nights. */
const NEXT_SHIFT_DAYS = 7;

export function rosterKey(ref: ShiftRef): string {
  return `${ref.officeDate}/${ref.shiftId}`;
}

/** Shifts that begin on this office date, by start. */
export function shiftsOf(
  state: Readonly<DutyState>,
  context: Context,
  officeDate: string,
): readonly ShiftWindow[] {
  const rows = Object.values(state.roster).filter((row) => row.officeDate === officeDate);
  const rostered = rows.map((row) => windowOfRow(row));
  const working = context.calendar.isWorkingDay(officeDate);
  const usual = context.settings
    .at('duty.shifts', officeDate)
    .filter((template) => appliesOn(template, working))
    .filter((template) => rows.every((row) => row.shiftId !== template.id))
    .map((template) => windowOfTemplate(template, context, officeDate));
  return [...rostered, ...usual].toSorted((one, other) => one.fromMs - other.fromMs);
}

/** The shift that runs at this instant; of two, the one that began last. */
export function shiftAt(state: Readonly<DutyState>, context: Context, atMs: number): ShiftWindow | undefined {
  const today = context.time.dateOf(atMs);
  return [context.time.addDays(today, -1), today]
    .flatMap((date) => shiftsOf(state, context, date))
    .findLast((shift) => shift.fromMs <= atMs && atMs < shift.toMs);
}

/** The first shift that begins after this instant. */
export function shiftAfter(
  state: Readonly<DutyState>,
  context: Context,
  atMs: number,
): ShiftWindow | undefined {
  const today = context.time.dateOf(atMs);
  for (let days = 0; days <= NEXT_SHIFT_DAYS; days += 1) {
    const next = shiftsOf(state, context, context.time.addDays(today, days)).find(
      (shift) => shift.fromMs > atMs,
    );
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The shift a person signs on for: the one running or about to begin, rostered first. */
export function shiftToSignOnFor(
  state: Readonly<DutyState>,
  context: Context,
  personId: string,
  atMs: number,
): ShiftWindow | undefined {
  const next = shiftAfter(state, context, atMs);
  const soon = next !== undefined && next.fromMs - atMs <= EARLY_SIGN_ON_MS ? next : undefined;
  const candidates = [shiftAt(state, context, atMs), soon].filter((shift) => shift !== undefined);
  return candidates.find((shift) => isRosteredFor(shift, personId, context)) ?? candidates[0];
}

/** Rostered for it by name, or of the secretary section where nobody is named. */
export function isRosteredFor(shift: ShiftWindow, personId: string, context: Context): boolean {
  if (shift.row !== undefined) return shift.row.officerIds.includes(personId);
  if (!shift.bySection) return false;
  return (
    context.people.hasRole(personId, 'secretary-staff') || context.people.hasRole(personId, 'seal-custodian')
  );
}

/** 带班领导 of the shift; the director where nobody is named. */
export function leadersOf(shift: ShiftWindow | undefined, context: Context): readonly string[] {
  const leaderId = shift?.row?.leaderId;
  return leaderId === undefined
    ? context.people.withRole('director').map((person) => person.personId)
    : [leaderId];
}

/** Start and end as instants; an end not after the start is on the next day. */
export function hoursOf(
  context: Context,
  officeDate: string,
  from: string,
  to: string,
): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = context.time.instantOf(officeDate, from);
  const sameDayMs = context.time.instantOf(officeDate, to);
  const toMs =
    sameDayMs > fromMs ? sameDayMs : context.time.instantOf(context.time.addDays(officeDate, 1), to);
  return { fromMs, toMs };
}

/** `19:30` */
export function clockMinute(context: Context, atMs: number): string {
  return context.time.timeOf(atMs).slice(0, 5);
}

/** "今日 19:30 夜间值班" */
export function shiftLabel(shift: ShiftWindow, context: Context, nowMs: number): string {
  const days = Math.round(
    (Date.parse(shift.ref.officeDate) - Date.parse(context.time.dateOf(nowMs))) / DAY_MS,
  );
  const day = days === 0 ? '今日' : days === 1 ? '明日' : shift.ref.officeDate;
  return `${day} ${clockMinute(context, shift.fromMs)} ${shift.name}`;
}

/** Whether the shift began at most a minute after the other ended: the same person may simply go on. */
export function follows(shift: ShiftWindow, endedMs: number): boolean {
  return Math.abs(shift.fromMs - endedMs) <= MINUTE_MS;
}

function appliesOn(template: DutyShiftTemplate, working: boolean | undefined): boolean {
  switch (template.days) {
    case 'daily':
      return true;
    case 'working-days':
      return working === true;
    case 'rest-days':
      return working === false;
  }
}

function windowOfRow(row: RosterRow): ShiftWindow {
  return {
    ref: { officeDate: row.officeDate, shiftId: row.shiftId },
    name: row.shiftName,
    fromMs: row.fromMs,
    toMs: row.toMs,
    row,
    bySection: false,
  };
}

function windowOfTemplate(template: DutyShiftTemplate, context: Context, officeDate: string): ShiftWindow {
  return {
    ref: { officeDate, shiftId: template.id },
    name: template.name,
    ...hoursOf(context, officeDate, template.from, template.to),
    row: undefined,
    bySection: template.days === 'working-days',
  };
}
