/**
 * Register of mornings, derived from the journal: what stands for each person and day, every verdict that ever stood,
 * and the explanations. A correction adds a line; nothing is overwritten but the line of what stands now.
 */
import type { Register, RegisterWriter, SqlValue } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import type { Judgement, SignInContact } from './events.ts';

export const ATTENDANCE_REGISTER: Register = {
  name: 'attendance-days',
  version: 2,
  tables: `
    CREATE TABLE attendance_day (
      office_date TEXT NOT NULL,
      person_id TEXT NOT NULL,
      verdict TEXT,
      clause TEXT,
      rule_version INTEGER,
      because TEXT,
      at_ms INTEGER,
      contact_by TEXT,
      station_id TEXT,
      badge_position INTEGER,
      position INTEGER NOT NULL,
      PRIMARY KEY (office_date, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attendance_day_person ON attendance_day (person_id, office_date);
    CREATE TABLE attendance_former (
      office_date TEXT NOT NULL,
      person_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      verdict TEXT,
      clause TEXT,
      rule_version INTEGER,
      because TEXT,
      at_ms INTEGER,
      replaced_by INTEGER NOT NULL,
      replaced_at_ms INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (person_id, office_date, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE attendance_explanation (
      position INTEGER NOT NULL PRIMARY KEY,
      office_date TEXT NOT NULL,
      person_id TEXT NOT NULL,
      text TEXT,
      filed_by TEXT,
      accepted INTEGER,
      decided_by TEXT,
      remark TEXT,
      recorded_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attendance_explanation_person ON attendance_explanation (person_id, office_date);`,
  handles: [
    'attendance.signed-in',
    'attendance.edge-judged',
    'attendance.rejudged',
    'attendance.verdict-withdrawn',
    'attendance.corrected',
    'attendance.history-imported',
    'attendance.explained',
    'attendance.explanation-decided',
  ],
  apply,
};

function apply(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'attendance.signed-in':
      stand(write, event, event.data, { contact: event.data, reason: 'signed-in' });
      return;
    case 'attendance.edge-judged':
      for (const judgement of event.data.judgements) {
        stand(write, event, judgement, { contact: undefined, reason: event.data.edge, keepsContact: true });
      }
      return;
    case 'attendance.rejudged':
      stand(write, event, event.data.judgement, { contact: event.data.contact, reason: event.data.reason });
      return;
    case 'attendance.corrected':
      stand(write, event, event.data.judgement, {
        contact: undefined,
        reason: `corrected:${event.data.correctionId}`,
        keepsContact: true,
      });
      return;
    case 'attendance.history-imported':
      for (const { atMs, ...day } of event.data.days) {
        const because = [`history:${event.data.source}`];
        const judgement = { ...day, clause: 'KQ-2', ruleVersion: 0, because } as const;
        stand(write, event, judgement, { contact: undefined, atMs, reason: 'history' });
      }
      return;
    case 'attendance.verdict-withdrawn': {
      const { personId, officeDate, reason } = event.data;
      putAway(write, event, officeDate, personId, reason);
      write.run('DELETE FROM attendance_day WHERE office_date = ? AND person_id = ?', officeDate, personId);
      return;
    }
    case 'attendance.explained': {
      const { personId, officeDate, text, filedBy } = event.data;
      write.run(
        `INSERT INTO attendance_explanation (position, office_date, person_id, text, filed_by, recorded_at_ms)
         VALUES (?, ?, ?, ?, ?, ?)`,
        event.position,
        officeDate,
        personId,
        text,
        filedBy,
        event.recordedAtMs,
      );
      return;
    }
    case 'attendance.explanation-decided': {
      const { personId, officeDate, accepted, decidedBy, remark } = event.data;
      write.run(
        `INSERT INTO attendance_explanation (position, office_date, person_id, accepted, decided_by, remark, recorded_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        event.position,
        officeDate,
        personId,
        Number(accepted),
        decidedBy,
        remark,
        event.recordedAtMs,
      );
      return;
    }
    default:
      return;
  }
}

interface Standing {
  readonly contact: SignInContact | undefined;
  readonly reason: string;
  /** A contact of which only the time is known. */
  readonly atMs?: number | undefined;
  /** An edge says nothing of contacts: a contact that is known stays. */
  readonly keepsContact?: boolean;
}

function stand(write: RegisterWriter, event: RecordedEvent, judgement: Judgement, standing: Standing): void {
  const { officeDate, personId, verdict, clause, ruleVersion, because } = judgement;
  const { contact, atMs = null, reason, keepsContact } = standing;
  const why = JSON.stringify(because);
  putAway(write, event, officeDate, personId, reason);
  const contactValues: SqlValue[] =
    contact === undefined
      ? [atMs, null, null, null]
      : [contact.atMs, contact.by, contact.stationId, contact.badgePosition];
  write.run(
    keepsContact === true ? UPSERT_VERDICT : UPSERT_ALL,
    officeDate,
    personId,
    verdict,
    clause,
    ruleVersion,
    why,
    ...contactValues,
    event.position,
  );
}

const INSERT = `
  INSERT INTO attendance_day
    (office_date, person_id, verdict, clause, rule_version, because, at_ms, contact_by, station_id, badge_position, position)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (office_date, person_id) DO UPDATE SET
    verdict = excluded.verdict, clause = excluded.clause, rule_version = excluded.rule_version,
    because = excluded.because, position = excluded.position`;
const UPSERT_VERDICT = INSERT;
const UPSERT_ALL = `${INSERT},
    at_ms = excluded.at_ms, contact_by = excluded.contact_by, station_id = excluded.station_id,
    badge_position = excluded.badge_position`;

/** What stood until now stays readable, with why it was replaced. Nothing stood: nothing is written. */
function putAway(
  write: RegisterWriter,
  { position, recordedAtMs }: RecordedEvent,
  officeDate: string,
  personId: string,
  reason: string,
): void {
  write.run(
    `INSERT INTO attendance_former
       (office_date, person_id, position, verdict, clause, rule_version, because, at_ms, replaced_by, replaced_at_ms, reason)
     SELECT office_date, person_id, position, verdict, clause, rule_version, because, at_ms, ?, ?, ?
       FROM attendance_day WHERE office_date = ? AND person_id = ?`,
    position,
    recordedAtMs,
    reason,
    officeDate,
    personId,
  );
}
