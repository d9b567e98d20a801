/** Register of activities and of what each participant came to; a verdict that was replaced stays readable. */
import type { Register, RegisterWriter } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { ActivityPlan } from './events.ts';

export const ROLLCALL_REGISTER: Register = {
  name: 'rollcall-activities',
  version: 1,
  tables: `
    CREATE TABLE rollcall_activity (
      activity_id TEXT NOT NULL PRIMARY KEY,
      office_date TEXT NOT NULL,
      stage TEXT NOT NULL,
      plan TEXT NOT NULL,
      planned_by TEXT NOT NULL,
      reason TEXT,
      station_id TEXT,
      opened_at_ms INTEGER,
      opened_by TEXT,
      closed_at_ms INTEGER,
      closed_by TEXT,
      blind TEXT
    ) STRICT;
    CREATE INDEX rollcall_activity_date ON rollcall_activity (office_date);
    CREATE TABLE rollcall_participant (
      activity_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      mark TEXT NOT NULL,
      at_ms INTEGER,
      signed_by TEXT,
      badge_position INTEGER,
      verdict TEXT,
      because TEXT,
      position INTEGER,
      PRIMARY KEY (activity_id, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rollcall_participant_person ON rollcall_participant (person_id, activity_id);
    CREATE TABLE rollcall_former (
      activity_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      because TEXT,
      replaced_by INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (activity_id, person_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollcall_word (
      position INTEGER NOT NULL PRIMARY KEY,
      activity_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      text TEXT,
      filed_by TEXT,
      accepted INTEGER,
      decided_by TEXT,
      remark TEXT,
      recorded_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rollcall_word_person ON rollcall_word (activity_id, person_id);`,
  handles: [
    'rollcall.drafted',
    'rollcall.planned',
    'rollcall.changed',
    'rollcall.cancelled',
    'rollcall.opened',
    'rollcall.called',
    'rollcall.signed',
    'rollcall.closed',
    'rollcall.judged',
    'rollcall.leave-asked',
    'rollcall.leave-decided',
    'rollcall.explained',
    'rollcall.explanation-decided',
  ],
  apply,
};

function apply(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'rollcall.drafted':
      plan(write, event.data.activityId, event.data.plan, 'draft', 'system');
      return;
    case 'rollcall.planned':
      plan(write, event.data.activityId, event.data.plan, 'planned', event.data.by);
      return;
    case 'rollcall.changed':
      write.run(
        'UPDATE rollcall_activity SET office_date = ?, plan = ?, reason = ? WHERE activity_id = ?',
        event.data.plan.officeDate,
        JSON.stringify(event.data.plan),
        event.data.reason,
        event.data.activityId,
      );
      return;
    case 'rollcall.cancelled':
      write.run(
        "UPDATE rollcall_activity SET stage = 'cancelled', reason = ? WHERE activity_id = ?",
        event.data.reason,
        event.data.activityId,
      );
      return;
    case 'rollcall.opened':
      write.run(
        `UPDATE rollcall_activity SET stage = 'open', station_id = ?, opened_at_ms = ?, opened_by = ?
          WHERE activity_id = ?`,
        event.data.stationId,
        event.data.atMs,
        event.data.by,
        event.data.activityId,
      );
      return;
    case 'rollcall.closed':
      write.run(
        `UPDATE rollcall_activity SET stage = 'closed', closed_at_ms = ?, closed_by = ?, blind = ?
          WHERE activity_id = ?`,
        event.data.atMs,
        event.data.by,
        event.data.blind ?? null,
        event.data.activityId,
      );
      return;
    default:
      applyPerson(write, event);
  }
}

function plan(
  write: RegisterWriter,
  activityId: string,
  what: ActivityPlan,
  stage: string,
  by: string,
): void {
  write.run(
    `INSERT INTO rollcall_activity (activity_id, office_date, stage, plan, planned_by) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (activity_id) DO UPDATE SET stage = excluded.stage, planned_by = excluded.planned_by`,
    activityId,
    what.officeDate,
    stage,
    JSON.stringify(what),
    by,
  );
}

function applyPerson(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'rollcall.called':
      for (const { personId, mark } of event.data.participants) {
        write.run(
          'INSERT INTO rollcall_participant (activity_id, person_id, mark) VALUES (?, ?, ?)',
          event.data.activityId,
          personId,
          mark,
        );
      }
      return;
    case 'rollcall.signed':
      write.run(
        `UPDATE rollcall_participant SET at_ms = ?, signed_by = ?, badge_position = ?
          WHERE activity_id = ? AND person_id = ?`,
        event.data.atMs,
        event.data.by,
        event.data.badgePosition,
        event.data.activityId,
        event.data.personId,
      );
      return;
    case 'rollcall.judged':
      for (const { personId, verdict, because } of event.data.judgements) {
        write.run(
          `INSERT INTO rollcall_former (activity_id, person_id, position, verdict, because, replaced_by, reason)
           SELECT activity_id, person_id, position, verdict, because, ?, ? FROM rollcall_participant
            WHERE activity_id = ? AND person_id = ? AND verdict IS NOT NULL`,
          event.position,
          event.data.reason,
          event.data.activityId,
          personId,
        );
        write.run(
          `UPDATE rollcall_participant SET verdict = ?, because = ?, position = ?
            WHERE activity_id = ? AND person_id = ?`,
          verdict,
          JSON.stringify(because),
          event.position,
          event.data.activityId,
          personId,
        );
      }
      return;
    case 'rollcall.leave-asked':
      word(write, event, 'leave', event.data.reason, event.data.askedBy);
      return;
    case 'rollcall.explained':
      word(write, event, 'explanation', event.data.text, event.data.filedBy);
      return;
    case 'rollcall.leave-decided':
      decided(write, event, 'leave');
      return;
    case 'rollcall.explanation-decided':
      decided(write, event, 'explanation');
      return;
    default:
      return;
  }
}

function word(
  write: RegisterWriter,
  event: Extract<RecordedEvent, { type: 'rollcall.leave-asked' | 'rollcall.explained' }>,
  kind: string,
  text: string,
  filedBy: string,
): void {
  write.run(
    `INSERT INTO rollcall_word (position, activity_id, person_id, kind, text, filed_by, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    event.position,
    event.data.activityId,
    event.data.personId,
    kind,
    text,
    filedBy,
    event.recordedAtMs,
  );
}

function decided(
  write: RegisterWriter,
  event: Extract<RecordedEvent, { type: 'rollcall.leave-decided' | 'rollcall.explanation-decided' }>,
  kind: string,
): void {
  const { activityId, personId, accepted, decidedBy, remark } = event.data;
  write.run(
    `INSERT INTO rollcall_word (position, activity_id, person_id, kind, accepted, decided_by, remark, recorded_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    event.position,
    activityId,
    personId,
    kind,
    Number(accepted),
    decidedBy,
    remark,
    event.recordedAtMs,
  );
}
