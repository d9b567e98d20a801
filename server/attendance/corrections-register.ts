/** Registers of corrections, of declared outages and paper sheets, and of sign-ins by card (lent cards are looked for). */
import type { Register, RegisterWriter } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';

export const CORRECTIONS_REGISTER: Register = {
  name: 'attendance-corrections',
  version: 1,
  tables: `
    CREATE TABLE attendance_correction (
      correction_id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      office_date TEXT NOT NULL,
      claim TEXT NOT NULL,
      reason TEXT NOT NULL,
      witnesses TEXT NOT NULL,
      beyond TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      asked_at_ms INTEGER NOT NULL,
      stage TEXT NOT NULL,
      decided_by TEXT,
      decided_at_ms INTEGER,
      remark TEXT,
      previous TEXT,
      verdict TEXT
    ) STRICT;
    CREATE INDEX attendance_correction_person ON attendance_correction (person_id, office_date);
    CREATE INDEX attendance_correction_date ON attendance_correction (office_date);
    CREATE TABLE attendance_outage (
      outage_id TEXT NOT NULL PRIMARY KEY,
      office_date TEXT NOT NULL,
      device_id TEXT NOT NULL,
      from_ms INTEGER NOT NULL,
      to_ms INTEGER NOT NULL,
      settles INTEGER NOT NULL,
      reason TEXT NOT NULL,
      proposed_by TEXT NOT NULL,
      confirmed_by TEXT NOT NULL,
      confirmed_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attendance_outage_date ON attendance_outage (office_date);
    CREATE TABLE attendance_paper_line (
      position INTEGER NOT NULL,
      person_id TEXT NOT NULL,
      office_date TEXT NOT NULL,
      device_id TEXT NOT NULL,
      sheet_id TEXT NOT NULL,
      lot_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      entered_by TEXT NOT NULL,
      confirmed_by TEXT NOT NULL,
      PRIMARY KEY (position, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attendance_paper_line_date ON attendance_paper_line (office_date);`,
  handles: [
    'attendance.correction-asked',
    'attendance.correction-withdrawn',
    'attendance.correction-decided',
    'attendance.corrected',
    'attendance.outage-declared',
    'attendance.paper-confirmed',
  ],
  apply: applyCorrections,
};

export const CARDS_REGISTER: Register = {
  name: 'attendance-cards',
  version: 1,
  tables: `
    CREATE TABLE attendance_card (
      card_ref TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      temporary INTEGER NOT NULL,
      stopped TEXT,
      stopped_at_ms INTEGER
    ) STRICT;
    CREATE TABLE attendance_card_use (
      position INTEGER NOT NULL PRIMARY KEY,
      office_date TEXT NOT NULL,
      person_id TEXT NOT NULL,
      card_ref TEXT NOT NULL,
      device_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attendance_card_use_date ON attendance_card_use (office_date, device_id, at_ms);`,
  handles: ['people.card-enrolled', 'people.card-stopped', 'people.badge-recorded'],
  apply: applyCards,
};

function applyCorrections(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'attendance.correction-asked': {
      const { correctionId, personId, officeDate, claim, reason, witnessIds, beyond, askedBy } = event.data;
      write.run(
        `INSERT INTO attendance_correction
           (correction_id, person_id, office_date, claim, reason, witnesses, beyond, asked_by, asked_at_ms, stage)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked')`,
        correctionId,
        personId,
        officeDate,
        JSON.stringify(claim),
        reason,
        JSON.stringify(witnessIds),
        beyond,
        askedBy,
        event.recordedAtMs,
      );
      return;
    }
    case 'attendance.correction-withdrawn':
      write.run(
        "UPDATE attendance_correction SET stage = 'withdrawn' WHERE correction_id = ?",
        event.data.correctionId,
      );
      return;
    case 'attendance.correction-decided': {
      const { correctionId, accepted, decidedBy, remark } = event.data;
      write.run(
        `UPDATE attendance_correction SET stage = ?, decided_by = ?, decided_at_ms = ?, remark = ?
          WHERE correction_id = ?`,
        accepted ? 'accepted' : 'refused',
        decidedBy,
        event.recordedAtMs,
        remark,
        correctionId,
      );
      return;
    }
    case 'attendance.corrected': {
      const { correctionId, judgement } = event.data;
      // What stood is the register's own line just before: it knows an on-time morning of years back too.
      write.run(
        `UPDATE attendance_correction SET verdict = ?,
            previous = (SELECT verdict FROM attendance_former
                         WHERE person_id = attendance_correction.person_id
                           AND office_date = attendance_correction.office_date
                           AND replaced_by = ?)
          WHERE correction_id = ?`,
        judgement.verdict,
        event.position,
        correctionId,
      );
      return;
    }
    case 'attendance.outage-declared': {
      const { outageId, officeDate, deviceId, fromMs, toMs, settles, reason, proposedBy, confirmedBy } =
        event.data;
      write.run(
        `INSERT INTO attendance_outage
           (outage_id, office_date, device_id, from_ms, to_ms, settles, reason, proposed_by, confirmed_by, confirmed_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        outageId,
        officeDate,
        deviceId,
        fromMs,
        toMs,
        Number(settles),
        reason,
        proposedBy,
        confirmedBy,
        event.recordedAtMs,
      );
      return;
    }
    case 'attendance.paper-confirmed': {
      const { officeDate, deviceId, sheetId, lotId, lines, enteredBy, confirmedBy } = event.data;
      for (const { personId, atMs } of lines) {
        write.run(
          `INSERT INTO attendance_paper_line
             (position, person_id, office_date, device_id, sheet_id, lot_id, at_ms, entered_by, confirmed_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          event.position,
          personId,
          officeDate,
          deviceId,
          sheetId,
          lotId,
          atMs,
          enteredBy,
          confirmedBy,
        );
      }
      return;
    }
    default:
      return;
  }
}

function applyCards(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'people.card-enrolled': {
      const { cardRef, personId, temporary } = event.data;
      write.run(
        `INSERT INTO attendance_card (card_ref, person_id, temporary) VALUES (?, ?, ?)
         ON CONFLICT (card_ref) DO UPDATE SET person_id = excluded.person_id, temporary = excluded.temporary,
           stopped = NULL, stopped_at_ms = NULL`,
        cardRef,
        personId,
        Number(temporary),
      );
      return;
    }
    case 'people.card-stopped':
      write.run(
        'UPDATE attendance_card SET stopped = ?, stopped_at_ms = ? WHERE card_ref = ?',
        event.data.reason,
        event.recordedAtMs,
        event.data.cardRef,
      );
      return;
    case 'people.badge-recorded': {
      const { cardRef, countsForSignIn, officeDate, personId, deviceId, atMs } = event.data;
      if (cardRef === undefined || !countsForSignIn) return;
      write.run(
        `INSERT INTO attendance_card_use (position, office_date, person_id, card_ref, device_id, at_ms)
         VALUES (?, ?, ?, ?, ?, ?)`,
        event.position,
        officeDate,
        personId,
        cardRef,
        deviceId,
        atMs,
      );
      return;
    }
    default:
      return;
  }
}
