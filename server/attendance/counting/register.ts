/**
 * Register of what counts (KQ-5): one line for each late and each absence that stands now, with the journal's line that
 * said so, so that every figure opens to its days. The mornings' former verdicts stay in `attendance_former`.
 */
import type { Register, RegisterWriter } from '../../engine/module.ts';
import type { RecordedEvent } from '../../engine/recorded-event.ts';
import { VERDICT_EVENTS, verdictsOf, type StandingVerdict } from './verdicts.ts';

export const COUNT_REGISTER: Register = {
  name: 'attendance-count',
  version: 1,
  tables: `
    CREATE TABLE attendance_count (
      person_id TEXT NOT NULL,
      year INTEGER NOT NULL,
      kind TEXT NOT NULL,
      office_date TEXT NOT NULL,
      source TEXT NOT NULL,
      title TEXT,
      position INTEGER NOT NULL,
      PRIMARY KEY (person_id, office_date, source)
    ) STRICT, WITHOUT ROWID;`,
  handles: [...VERDICT_EVENTS, 'rollcall.judged', 'duty.default-confirmed'],
  apply,
};

/** Source of what a morning counts. */
const MORNING = 'morning';

function apply(write: RegisterWriter, event: RecordedEvent): void {
  for (const standing of verdictsOf(event)) morning(write, standing, event.position);
  switch (event.type) {
    case 'rollcall.judged': {
      const { activityId: source, officeDate, title, counts, judgements } = event.data;
      for (const { personId, verdict } of judgements) {
        // An activity that was put off has one line, on its new date.
        write.run('DELETE FROM attendance_count WHERE person_id = ? AND source = ?', personId, source);
        if (counts && verdict === 'absent')
          add(write, { personId, officeDate, source, title, kind: 'activity' }, event.position);
      }
      return;
    }
    case 'duty.default-confirmed': {
      const { personId, officeDate, shiftId } = event.data;
      const source = `${officeDate}/${shiftId}`;
      remove(write, personId, officeDate, source);
      add(write, { personId, officeDate, source, title: null, kind: 'duty' }, event.position);
      return;
    }
    default:
      return;
  }
}

function morning(
  write: RegisterWriter,
  { personId, officeDate, verdict }: StandingVerdict,
  position: number,
): void {
  remove(write, personId, officeDate, MORNING);
  if (verdict !== 'late' && verdict !== 'absent') return;
  add(write, { personId, officeDate, source: MORNING, title: null, kind: verdict }, position);
}

interface Line {
  readonly personId: string;
  readonly officeDate: string;
  readonly source: string;
  readonly title: string | null;
  readonly kind: 'late' | 'absent' | 'activity' | 'duty';
}

function add(write: RegisterWriter, line: Line, position: number): void {
  const { personId, officeDate, source, title, kind } = line;
  write.run(
    `INSERT INTO attendance_count (person_id, year, kind, office_date, source, title, position)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    personId,
    Number(officeDate.slice(0, 4)),
    kind,
    officeDate,
    source,
    title,
    position,
  );
}

function remove(write: RegisterWriter, personId: string, officeDate: string, source: string): void {
  write.run(
    'DELETE FROM attendance_count WHERE person_id = ? AND office_date = ? AND source = ?',
    personId,
    officeDate,
    source,
  );
}
