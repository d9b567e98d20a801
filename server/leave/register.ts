/**
 * Register of leave, derived from the journal: each leave as it stands, every line about it in order, delegations and
 * arrangements. Nothing is overwritten but what stands now.
 */
import type { Register, RegisterWriter, SqlValue } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { ConcernedLeave, LeaveEvent } from './events.ts';

export const LEAVE_REGISTER: Register = {
  name: 'leave-records',
  version: 1,
  tables: `
    CREATE TABLE leave_record (
      leave_id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      from_date TEXT NOT NULL,
      from_half TEXT NOT NULL,
      until_date TEXT NOT NULL,
      until_half TEXT NOT NULL,
      reason TEXT NOT NULL,
      filed_by TEXT NOT NULL,
      word_by TEXT,
      spoken_by TEXT,
      spoken_at_ms INTEGER,
      is_late INTEGER NOT NULL,
      conflicts TEXT NOT NULL,
      extends_id TEXT,
      asked_at_ms INTEGER NOT NULL,
      position INTEGER NOT NULL,
      stage TEXT NOT NULL,
      decided_by TEXT,
      delegation_id TEXT,
      leader_name TEXT,
      remark TEXT,
      decided_at_ms INTEGER,
      back_date TEXT,
      back_half TEXT,
      overdue_on TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX leave_record_person ON leave_record (person_id, until_date);
    CREATE INDEX leave_record_span ON leave_record (until_date, from_date);
    CREATE TABLE leave_step (
      position INTEGER NOT NULL PRIMARY KEY,
      leave_id TEXT NOT NULL,
      step TEXT NOT NULL,
      by TEXT,
      remark TEXT,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX leave_step_leave ON leave_step (leave_id, position);
    CREATE TABLE leave_delegation (
      delegation_id TEXT NOT NULL PRIMARY KEY,
      given_by TEXT NOT NULL,
      given_to TEXT NOT NULL,
      from_date TEXT NOT NULL,
      until_date TEXT NOT NULL,
      reason TEXT NOT NULL,
      given_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      ended_by TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE leave_arrangement (
      arrangement_id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      from_date TEXT NOT NULL,
      until_date TEXT,
      late_from TEXT,
      absent_from TEXT,
      reason TEXT NOT NULL,
      replaces_id TEXT,
      proposed_by TEXT NOT NULL,
      proposed_at_ms INTEGER NOT NULL,
      stage TEXT NOT NULL,
      settled_by TEXT,
      settled_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX leave_arrangement_person ON leave_arrangement (person_id, from_date);`,
  handles: [
    'leave.asked',
    'leave.decided',
    'leave.withdrawn',
    'leave.returned',
    'leave.overdue',
    'leave.acknowledged',
    'leave.delegated',
    'leave.delegation-ended',
    'leave.arrangement-proposed',
    'leave.arrangement-confirmed',
    'leave.arrangement-withdrawn',
  ],
  apply,
};

function apply(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'leave.asked':
      insertLeave(write, event, event.data);
      step(write, event, event.data, { by: event.data.filedBy, remark: undefined });
      return;
    case 'leave.decided': {
      const { leaveId, granted, decidedBy, delegationId, leaderName, remark } = event.data;
      write.run(
        `UPDATE leave_record SET stage = CASE stage WHEN 'withdrawn' THEN stage ELSE ? END, decided_by = ?, delegation_id = ?, leader_name = ?, remark = ?,
           decided_at_ms = ? WHERE leave_id = ?`,
        granted ? 'granted' : 'refused',
        decidedBy,
        delegationId ?? null,
        leaderName ?? null,
        remark,
        event.recordedAtMs,
        leaveId,
      );
      step(write, event, event.data, { by: decidedBy, remark });
      return;
    }
    case 'leave.withdrawn': {
      const { leaveId, by, reason } = event.data;
      write.run("UPDATE leave_record SET stage = 'withdrawn' WHERE leave_id = ?", leaveId);
      step(write, event, event.data, { by, remark: reason });
      return;
    }
    case 'leave.returned': {
      const { leaveId, back, recordedBy } = event.data;
      // Of several the earliest counts; "morning" comes after "afternoon" in the alphabet.
      write.run(
        `UPDATE leave_record SET back_date = ?, back_half = ? WHERE leave_id = ?
           AND (back_date IS NULL OR back_date > ? OR (back_date = ? AND back_half < ?))`,
        back.date,
        back.half,
        leaveId,
        back.date,
        back.date,
        back.half,
      );
      step(write, event, event.data, { by: recordedBy, remark: `${back.date} ${back.half}` });
      return;
    }
    case 'leave.overdue': {
      const { leaveId, officeDate } = event.data;
      write.run('UPDATE leave_record SET overdue_on = ? WHERE leave_id = ?', officeDate, leaveId);
      step(write, event, event.data, { by: undefined, remark: officeDate });
      return;
    }
    case 'leave.acknowledged':
      step(write, event, event.data, { by: event.data.by, remark: event.data.about });
      return;
    default:
      applyRest(write, event);
  }
}

function applyRest(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'leave.delegated': {
      const { delegationId, by, to, fromDate, untilDate, reason } = event.data;
      insert(write, 'leave_delegation', {
        delegation_id: delegationId,
        given_by: by,
        given_to: to,
        from_date: fromDate,
        until_date: untilDate,
        reason,
        given_at_ms: event.recordedAtMs,
      });
      return;
    }
    case 'leave.delegation-ended':
      write.run(
        'UPDATE leave_delegation SET ended_at_ms = ?, ended_by = ? WHERE delegation_id = ?',
        event.recordedAtMs,
        event.data.by,
        event.data.delegationId,
      );
      return;
    case 'leave.arrangement-proposed': {
      const { arrangementId, arrangement, reason, replacesId, by } = event.data;
      const { personId, kind, fromDate, untilDate, signIn } = arrangement;
      insert(write, 'leave_arrangement', {
        arrangement_id: arrangementId,
        person_id: personId,
        kind,
        from_date: fromDate,
        until_date: untilDate,
        late_from: signIn?.lateFrom,
        absent_from: signIn?.absentFrom,
        reason,
        replaces_id: replacesId,
        proposed_by: by,
        proposed_at_ms: event.recordedAtMs,
        stage: 'proposed',
      });
      return;
    }
    case 'leave.arrangement-confirmed': {
      const { arrangementId, replacesId, confirmedBy } = event.data;
      settleArrangement(write, event, { arrangementId, stage: 'confirmed', by: confirmedBy });
      if (replacesId !== undefined)
        write.run("UPDATE leave_arrangement SET stage = 'replaced' WHERE arrangement_id = ?", replacesId);
      return;
    }
    case 'leave.arrangement-withdrawn': {
      const { arrangementId, by } = event.data;
      settleArrangement(write, event, { arrangementId, stage: 'withdrawn', by });
      return;
    }
    default:
      return;
  }
}

function insertLeave(
  write: RegisterWriter,
  { position, recordedAtMs }: RecordedEvent,
  asked: Extract<LeaveEvent, { type: 'leave.asked' }>['data'],
): void {
  const { span, word } = asked;
  insert(write, 'leave_record', {
    leave_id: asked.leaveId,
    person_id: asked.personId,
    kind: asked.kind,
    from_date: span.from.date,
    from_half: span.from.half,
    until_date: span.until.date,
    until_half: span.until.half,
    reason: asked.reason,
    filed_by: asked.filedBy,
    word_by: word?.by,
    spoken_by: word?.spokenBy,
    spoken_at_ms: word?.atMs,
    is_late: Number(asked.isLate),
    conflicts: JSON.stringify(asked.conflicts),
    extends_id: asked.extendsId,
    asked_at_ms: recordedAtMs,
    position,
    stage: 'undecided',
  });
}

interface Step {
  readonly by: string | undefined;
  readonly remark: string | undefined;
}

function step(
  write: RegisterWriter,
  { position, type, recordedAtMs }: RecordedEvent,
  { leaveId }: Pick<ConcernedLeave, 'leaveId'>,
  { by, remark }: Step,
): void {
  const at = { position, leave_id: leaveId, step: type.slice('leave.'.length), at_ms: recordedAtMs };
  insert(write, 'leave_step', { ...at, by, remark });
}

/** Undefined is NULL. */
function insert(
  write: RegisterWriter,
  table: string,
  row: Readonly<Record<string, SqlValue | undefined>>,
): void {
  const columns = Object.keys(row);
  write.run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ...Object.values(row).map((value) => value ?? null),
  );
}

function settleArrangement(
  write: RegisterWriter,
  { recordedAtMs }: RecordedEvent,
  settled: { readonly arrangementId: string; readonly stage: string; readonly by: string },
): void {
  write.run(
    'UPDATE leave_arrangement SET stage = ?, settled_by = ?, settled_at_ms = ? WHERE arrangement_id = ?',
    settled.stage,
    settled.by,
    recordedAtMs,
    settled.arrangementId,
  );
}
