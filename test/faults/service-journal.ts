/** What the file of a service says, read from outside: its lines, whether it is sound, and the screens that follow. */
import { expect } from 'vitest';
import { stampOf } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../../server/access/principal.ts';
import { createOfficeTime } from '../../server/calendar/zoned-time.ts';
import type { ScreenDocument, ScreenName } from '../../server/contract/socket.ts';
import { newRandomId } from '../../server/engine/ids.ts';
import { OfficeMemory } from '../../server/engine/office-memory.ts';
import type { OfficePort } from '../../server/engine/office-port.ts';
import { modulesOf } from '../../server/engine/office.ts';
import { rebuild, rebuildFile } from '../../server/engine/rebuild.ts';
import type { RecordedEvent } from '../../server/engine/recorded-event.ts';
import { openReader } from '../../server/journal/database.ts';
import { decodeEntry } from '../../server/journal/entry.ts';
import { verifyFile } from '../../server/journal/verify-file.ts';
import { ScreenDocumentKeeper } from '../../server/live/screen-document.ts';
import { OFFICE_PARTS } from '../../server/office.ts';
import { SystemClock } from '../../server/system-clock.ts';

const NOBODY_ASKS = new Error('a rebuilt office is only looked at');

export type LineOf<Type extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: Type }>;

export function linesOf(file: string): readonly RecordedEvent[] {
  const reader = openReader(file);
  try {
    return reader
      .prepare<[], { position: number; entry: Buffer }>(
        'SELECT position, entry FROM journal ORDER BY position',
      )
      .all()
      .map((row) => decodeEntry(row.entry, row.position));
  } finally {
    reader.close();
  }
}

export function only<Type extends RecordedEvent['type']>(
  lines: readonly RecordedEvent[],
  type: Type,
): readonly LineOf<Type>[] {
  return lines.filter((line): line is LineOf<Type> => line.type === type);
}

/** Lines of the run that began last. */
export function ofLastRun(lines: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return lines.slice(lines.findLastIndex(({ type }) => type === 'system.started'));
}

/** The chain verifies, and what is kept beside the lines follows from them. */
export function expectSound(file: string): void {
  expect(verifyFile(file)).toMatchObject({ ok: true, findings: [] });
  expect(rebuildFile(modulesOf(OFFICE_PARTS), file)).toMatchObject({ equal: true });
}

/** The document of a station's screen, from the first line of the file on. */
export function rebuiltDocument(
  file: string,
  zone: string,
  station: Extract<Principal, { readonly kind: 'station' }>,
): ScreenDocument {
  const modules = modulesOf(OFFICE_PARTS);
  const lines = linesOf(file);
  const { states, registers } = rebuild(modules, lines);
  try {
    const memory = new OfficeMemory(modules, OFFICE_PARTS);
    memory.replace(states);
    const office = rebuiltOffice(memory, zone, lines.length);
    const screen: ScreenName = station.station;
    return new ScreenDocumentKeeper(office, screen, station, station.stationId).document();
  } finally {
    registers.close();
  }
}

function rebuiltOffice(memory: OfficeMemory, zone: string, lines: number): OfficePort {
  const time = createOfficeTime(zone);
  const now = stampOf(new SystemClock());
  const context = {
    now,
    officeDate: time.dateOf(now.epochMs),
    time,
    ...memory.views,
    journalHead: () => undefined,
    mayAct: true,
    newId: newRandomId,
  };
  return {
    modules: memory.modules,
    registers: { all: () => [] },
    request: () => Promise.reject(NOBODY_ASKS),
    position: () => lines,
    context: () => context,
    stateOf: (name) => memory.stateOf(name),
    onCommitted: () => () => undefined,
    onNotice: () => () => undefined,
    journalHealth: () => ({ writable: true, reason: undefined }),
    clockHealth: () => ({ believed: true, reason: undefined }),
    readJournal: () => [],
  };
}
