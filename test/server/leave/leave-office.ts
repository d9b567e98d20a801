/** What the tests of leave ask for, in few words. */
import type { LeaveKind } from '../../../server/leave/events.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { span } from './leave-facts.ts';

export const MONDAY = '2026-11-23';
export const TUESDAY = '2026-11-24';
export const WEDNESDAY = '2026-11-25';
export const THURSDAY = '2026-11-26';
export const FRIDAY = '2026-11-27';

interface WithId {
  readonly leaveId: string;
}

function isWithId(answer: unknown): answer is WithId {
  return typeof answer === 'object' && answer !== null && 'leaveId' in answer;
}

function idIn(answer: unknown): string {
  if (!isWithId(answer)) throw new TypeError('the answer names no leave');
  return answer.leaveId;
}

/** Leave of all of these half days; `2026-11-23 am`. The id of the leave. */
export function ask(
  office: OfficeHarness,
  personId: string,
  [from, until]: readonly [string, string],
  kind: LeaveKind = 'personal',
): string {
  return idIn(office.ask(personId, 'leave.ask', { kind, ...span(from, until), reason: '家中有事' }));
}

export function enter(
  office: OfficeHarness,
  by: string,
  personId: string,
  [from, until]: readonly [string, string],
  more: object = {},
): string {
  const word = { by: 'telephone', spokenBy: '本人', at: `${MONDAY}T06:00` };
  const body = { personId, kind: 'sick', ...span(from, until), reason: '发热', word, ...more };
  return idIn(office.ask(by, 'leave.enter', body));
}

export function decide(
  office: OfficeHarness,
  by: string,
  leaveId: string,
  granted = true,
  more: object = {},
): unknown {
  return office.ask(by, 'leave.decide', { decisions: [{ leaveId, granted, ...more }] });
}

export function grant(
  office: OfficeHarness,
  personId: string,
  during: readonly [string, string],
  kind: LeaveKind = 'personal',
): string {
  const leaveId = ask(office, personId, during, kind);
  decide(office, 'p-director', leaveId);
  return leaveId;
}

/** Of a leave: what was recorded, in order. */
export function stepsOf(office: OfficeHarness, leaveId: string): readonly unknown[] {
  return office.registers
    .all('SELECT step FROM leave_step WHERE leave_id = ? ORDER BY position', leaveId)
    .map(({ step }) => step);
}

export function recordOf(office: OfficeHarness, leaveId: string): Readonly<Record<string, unknown>> {
  return office.registers.all('SELECT * FROM leave_record WHERE leave_id = ?', leaveId)[0] ?? {};
}
