/** The registers of the duty desk: calls with their verdicts, the log, the roster in all its versions. */
import type { Register, RegisterWriter } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';

type Of<Type extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: Type }>;

export const DUTY_CALLS: Register = {
  name: 'duty_calls',
  version: 1,
  tables: `
    CREATE TABLE duty_calls (
      call_id TEXT PRIMARY KEY, line_id TEXT NOT NULL, station_id TEXT NOT NULL, office_date TEXT NOT NULL,
      started_at_ms INTEGER NOT NULL, ended_at_ms INTEGER NOT NULL, class TEXT NOT NULL, apart TEXT,
      answered INTEGER NOT NULL, rings INTEGER NOT NULL, wait_ms INTEGER, evidence TEXT NOT NULL, answered_by TEXT,
      on_duty TEXT NOT NULL, number TEXT, clause TEXT NOT NULL, rule_version INTEGER NOT NULL,
      log TEXT NOT NULL, caller TEXT, matter TEXT, passed_to TEXT, called_back_at_ms INTEGER, position INTEGER NOT NULL);
    CREATE INDEX duty_calls_by_start ON duty_calls (started_at_ms);`,
  handles: [
    'duty.call-judged',
    'duty.evidence-lowered',
    'duty.call-taken',
    'duty.call-logged',
    'duty.call-dismissed',
    'duty.called-back',
  ],
  apply(write, event) {
    switch (event.type) {
      case 'duty.call-judged':
        insertCall(write, event);
        return;
      case 'duty.evidence-lowered':
        write.run(
          'UPDATE duty_calls SET evidence = ? WHERE call_id = ?',
          event.data.evidence,
          event.data.callId,
        );
        return;
      case 'duty.call-taken':
        write.run(
          'UPDATE duty_calls SET answered_by = ? WHERE call_id = ?',
          event.data.personId,
          event.data.callId,
        );
        return;
      case 'duty.call-logged':
        write.run(
          `UPDATE duty_calls SET log = 'logged', caller = ?, matter = ?, passed_to = ? WHERE call_id = ?`,
          event.data.from ?? null,
          event.data.matter,
          event.data.passedTo ?? null,
          event.data.callId,
        );
        return;
      case 'duty.call-dismissed':
        write.run(`UPDATE duty_calls SET log = 'not-needed' WHERE call_id = ?`, event.data.callId);
        return;
      case 'duty.called-back':
        write.run(
          'UPDATE duty_calls SET called_back_at_ms = ? WHERE call_id = ?',
          event.data.atMs,
          event.data.callId,
        );
        return;
      default:
    }
  },
};

function insertCall(write: RegisterWriter, { data, position, officeDate }: Of<'duty.call-judged'>): void {
  write.run(
    `INSERT INTO duty_calls (call_id, line_id, station_id, office_date, started_at_ms, ended_at_ms, class, apart,
       answered, rings, wait_ms, evidence, answered_by, on_duty, number, clause, rule_version, log, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
    data.callId,
    data.lineId,
    data.stationId,
    officeDate,
    data.startedAtMs,
    data.endedAtMs,
    data.class,
    data.apart ?? null,
    data.answered ? 1 : 0,
    data.ringsStarted,
    data.waitMs ?? null,
    data.evidence,
    data.answeredBy ?? null,
    data.onDuty.join(','),
    data.number ?? null,
    data.clause,
    data.ruleVersion,
    position,
  );
}

export const DUTY_ROSTER: Register = {
  name: 'duty_roster',
  version: 1,
  tables: `
    CREATE TABLE duty_roster (
      version INTEGER NOT NULL, office_date TEXT NOT NULL, shift_id TEXT NOT NULL, shift_name TEXT NOT NULL,
      from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, leader_id TEXT, officer_ids TEXT NOT NULL, driver_id TEXT,
      published_by TEXT NOT NULL, PRIMARY KEY (office_date, shift_id, version));`,
  handles: ['duty.roster-published'],
  apply(write, event) {
    if (event.type !== 'duty.roster-published') return;
    for (const row of event.data.rows) {
      write.run(
        'INSERT INTO duty_roster VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        event.data.version,
        row.officeDate,
        row.shiftId,
        row.shiftName,
        row.fromMs,
        row.toMs,
        row.leaderId ?? null,
        row.officerIds.join(','),
        row.driverId ?? null,
        event.data.by,
      );
    }
  },
};

/** 值班日志, calls and visits alike, in the order in which they were written. */
export const DUTY_LOG: Register = {
  name: 'duty_log',
  version: 1,
  tables: `
    CREATE TABLE duty_log (
      position INTEGER PRIMARY KEY, kind TEXT NOT NULL, entry_id TEXT NOT NULL, station_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL, caller TEXT, matter TEXT NOT NULL, passed_to TEXT, kept_by TEXT NOT NULL);
    CREATE INDEX duty_log_by_time ON duty_log (at_ms);`,
  handles: ['duty.call-logged', 'duty.visit-logged'],
  apply(write, event) {
    switch (event.type) {
      case 'duty.call-logged':
        insertEntry(write, event.position, 'call', event.data.callId, event.data);
        return;
      case 'duty.visit-logged':
        insertEntry(write, event.position, 'visit', event.data.visitId, event.data);
        return;
      default:
    }
  },
};

type Entry = Pick<
  Of<'duty.call-logged'>['data'],
  'stationId' | 'atMs' | 'from' | 'matter' | 'passedTo' | 'by'
>;

function insertEntry(
  write: RegisterWriter,
  position: number,
  kind: string,
  entryId: string,
  entry: Entry,
): void {
  write.run(
    'INSERT INTO duty_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    position,
    kind,
    entryId,
    entry.stationId,
    entry.atMs,
    entry.from ?? null,
    entry.matter,
    entry.passedTo ?? null,
    entry.by.join(','),
  );
}
