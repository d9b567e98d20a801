/**
 * What a reader sees of the journal's lines (*People and roles* of the regulations). Every line is there, with its place,
 * time and kind, so that nobody can be shown a journal with lines missing; what a reader may not read is withheld from it.
 */
import type { EventEnvelope, OfficeEvent, RecordedEvent } from '../engine/recorded-event.ts';
import { isGranted, type Grant, type Principal } from './principal.ts';

export const JOURNAL_READERS: readonly Grant[] = ['system-admin', 'director', 'auditor'];

export interface JournalLine extends EventEnvelope {
  readonly type: OfficeEvent['type'];
  readonly data: object;
}

/** The director reads all, an auditor all but the grounds of leave, the administrator devices and accounts. */
const READS: readonly { readonly by: Grant; readonly reads: (type: OfficeEvent['type']) => boolean }[] = [
  { by: 'director', reads: () => true },
  { by: 'auditor', reads: (type) => !LEAVE_GROUNDS.has(type) && !LEAVE.test(type) },
  { by: 'system-admin', reads: (type) => !REGISTERS.test(type) && type !== 'people.badge-recorded' },
];
const LEAVE_GROUNDS: ReadonlySet<string> = new Set([
  'attendance.explained',
  'attendance.explanation-decided',
  'attendance.correction-asked',
  'attendance.correction-decided',
  'attendance.corrected',
  'rollcall.leave-asked',
  'rollcall.leave-decided',
  'rollcall.explained',
  'rollcall.explanation-decided',
] satisfies OfficeEvent['type'][]);
/** A leave's kind is a ground already. */
const LEAVE = /^leave\.(?!delegat)/;
const REGISTERS = /^(?:leave|attendance|bulletin|rollcall|duty|seals)\./;
const WITHHELD = { withheld: '不属本人查阅范围' };

export function asReadBy(principal: Principal, event: RecordedEvent): JournalLine {
  const shown = READS.some(({ by, reads }) => isGranted(principal, [by]) && reads(event.type));
  return shown ? event : { ...event, data: WITHHELD };
}
