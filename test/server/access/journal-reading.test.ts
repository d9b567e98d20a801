/** The journal's lines as each reader sees them: none missing, and nothing in them that is not theirs to read. */
import { describe, expect, it } from 'vitest';
import { asReadBy } from '../../../server/access/journal-reading.ts';
import type { Principal, Role } from '../../../server/access/principal.ts';
import type { OfficeEvent, RecordedEvent } from '../../../server/engine/recorded-event.ts';

function line(event: OfficeEvent): RecordedEvent {
  return {
    position: 1,
    recordedAtMs: 0,
    officeDate: '2026-11-24',
    actor: 'system',
    cause: undefined,
    ...event,
  };
}
const EXPLAINED = line({
  type: 'attendance.explained',
  data: { personId: 'p-1', officeDate: '2026-11-24', text: '家人住院', filedBy: 'p-1' },
});
const LEAVE = line({
  type: 'leave.withdrawn',
  data: {
    leaveId: 'leave-1',
    personId: 'p-1',
    kind: 'sick',
    span: {
      from: { date: '2026-11-24', half: 'morning' },
      until: { date: '2026-11-24', half: 'afternoon' },
    },
    by: 'p-1',
    reason: '已好转',
  },
});
const DELEGATED = line({ type: 'leave.delegation-ended', data: { delegationId: 'delegation-1', by: 'p-2' } });
const SIGNED_OFF = line({
  type: 'duty.signed-off',
  data: { stationId: 'duty-1', personId: 'p-1', remark: '一切正常', atMs: 0 },
});
const UNPAIRED = line({ type: 'stations.screen-unpaired', data: { pairingId: 'pair-1', by: 'p-9' } });

function reads(event: RecordedEvent, ...roles: readonly Role[]): boolean {
  const principal: Principal = { kind: 'person', personId: 'p-9', roles, sessionId: 's' };
  const seen = asReadBy(principal, event);
  expect(seen).toMatchObject({ position: event.position, type: event.type });
  return seen.data === event.data;
}

describe('the journal as it is read', () => {
  it('KQ-1 the grounds of leave are read by the director and withheld from auditor and administrator', () => {
    expect(reads(EXPLAINED, 'director')).toBe(true);
    expect(reads(EXPLAINED, 'auditor')).toBe(false);
    expect(reads(EXPLAINED, 'system-admin')).toBe(false);
    expect(reads(LEAVE, 'director')).toBe(true);
    expect(reads(LEAVE, 'auditor')).toBe(false);
    expect(reads(LEAVE, 'system-admin')).toBe(false);
    expect(reads(DELEGATED, 'auditor')).toBe(true);
    expect(JSON.stringify(asReadBy({ kind: 'nobody' }, EXPLAINED))).not.toContain('家人住院');
  });

  it('an auditor reads the registers, the administrator devices and accounts alone', () => {
    expect(reads(SIGNED_OFF, 'auditor')).toBe(true);
    expect(reads(SIGNED_OFF, 'system-admin')).toBe(false);
    expect(reads(UNPAIRED, 'auditor')).toBe(true);
    expect(reads(UNPAIRED, 'system-admin')).toBe(true);
    expect(reads(SIGNED_OFF, 'section-head')).toBe(false);
  });

  it('who holds two roles reads what either may', () => {
    expect(reads(SIGNED_OFF, 'system-admin', 'auditor')).toBe(true);
    expect(reads(EXPLAINED, 'system-admin', 'auditor')).toBe(false);
  });
});
