/** What may be read of the duty desk: a day's calls with their verdicts and log, and the roster. */
import { Type } from 'typebox';
import type { Reading, SqlValue, ViewDefinition } from '../engine/module.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { textOf } from '../mechanisms/sql-text.ts';
import type { DutyState } from './state.ts';

const CALLS_QUERY = Type.Object({ date: OfficeDate }, { additionalProperties: false });
const ROSTER_QUERY = Type.Object({ from: OfficeDate, to: OfficeDate }, { additionalProperties: false });
/** Calls and visits of one day; a busy switchboard has a few hundred. */
const ROWS_MAX = 2_000;

const dutyCalls: ViewDefinition<DutyState> = {
  name: 'duty.calls',
  summary: "A day's calls with rings, waiting time, verdict, who answered and the duty log (ZB-1).",
  query: CALLS_QUERY,
  allow: ['director', 'deputy-director', 'seal-custodian', 'secretary-staff', 'auditor', 'station:duty'],
  read(state, query, reading) {
    const { date } = readBody(CALLS_QUERY, query);
    const { time } = reading.context;
    const fromMs = time.instantOf(date, '00:00');
    const span = [fromMs, time.instantOf(time.addDays(date, 1), '00:00')] as const;
    const calls = reading.registers
      .all(
        `SELECT * FROM duty_calls WHERE started_at_ms >= ? AND started_at_ms < ? ORDER BY started_at_ms LIMIT ${ROWS_MAX}`,
        ...span,
      )
      .map((row) => ({
        callId: row['call_id'],
        lineId: row['line_id'],
        lineName: state.lines[textOf(row['line_id'])]?.name ?? row['line_id'],
        startedAtMs: row['started_at_ms'],
        time: time.timeOf(Number(row['started_at_ms'])),
        class: row['class'],
        apart: row['apart'],
        answered: row['answered'] === 1,
        rings: row['rings'],
        waitMs: row['wait_ms'],
        evidence: row['evidence'],
        answeredBy: nameOf(row['answered_by'], reading),
        onDuty: namesOf(row['on_duty'], reading),
        number: row['number'],
        clause: row['clause'],
        ruleVersion: row['rule_version'],
        log: row['log'],
        from: row['caller'],
        matter: row['matter'],
        passedTo: row['passed_to'],
        calledBackAtMs: row['called_back_at_ms'],
        position: row['position'],
      }));
    const log = reading.registers
      .all(
        `SELECT * FROM duty_log WHERE at_ms >= ? AND at_ms < ? ORDER BY position LIMIT ${ROWS_MAX}`,
        ...span,
      )
      .map((row) => ({
        kind: row['kind'],
        id: row['entry_id'],
        time: time.timeOf(Number(row['at_ms'])),
        from: row['caller'],
        matter: row['matter'],
        passedTo: row['passed_to'],
        by: namesOf(row['kept_by'], reading),
      }));
    return { date, calls, log };
  },
};

const dutyRoster: ViewDefinition<DutyState> = {
  name: 'duty.roster',
  summary: 'The roster between two dates, newest version of each shift (ZB-2).',
  query: ROSTER_QUERY,
  allow: ['person', 'station:duty'],
  read(_state, query, reading) {
    const { from, to } = readBody(ROSTER_QUERY, query);
    const rows = reading.registers.all(
      `SELECT * FROM duty_roster AS row WHERE office_date >= ? AND office_date <= ?
         AND version = (SELECT max(version) FROM duty_roster AS newer
                        WHERE newer.office_date = row.office_date AND newer.shift_id = row.shift_id)
       ORDER BY from_ms LIMIT ${ROWS_MAX}`,
      from,
      to,
    );
    return {
      from,
      to,
      rows: rows.map((row) => ({
        officeDate: row['office_date'],
        shiftId: row['shift_id'],
        shiftName: row['shift_name'],
        from: reading.context.time.timeOf(Number(row['from_ms'])),
        to: reading.context.time.timeOf(Number(row['to_ms'])),
        leader: personOf(row['leader_id'], reading),
        officers: ids(row['officer_ids']).map((personId) => personOf(personId, reading)),
        driver: personOf(row['driver_id'], reading),
        version: row['version'],
      })),
    };
  },
};

export const DUTY_VIEWS: readonly ViewDefinition<DutyState>[] = [dutyCalls, dutyRoster];

function ids(value: SqlValue | undefined): readonly string[] {
  return textOf(value)
    .split(',')
    .filter((id) => id !== '');
}

function nameOf(value: SqlValue | undefined, reading: Reading): string | undefined {
  const personId = textOf(value);
  return personId === '' ? undefined : (reading.context.people.person(personId)?.name ?? personId);
}

function namesOf(value: SqlValue | undefined, reading: Reading): readonly string[] {
  return ids(value).map((personId) => reading.context.people.person(personId)?.name ?? personId);
}

function personOf(
  value: SqlValue | undefined,
  reading: Reading,
): { readonly personId: string; readonly name: string } | undefined {
  const personId = textOf(value);
  const name = nameOf(value, reading);
  return name === undefined ? undefined : { personId, name };
}
