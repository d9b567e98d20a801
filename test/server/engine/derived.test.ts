/** Saved states, registers, seed and rebuild: all that is derived can be made again from the lines. */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeedFact } from '../../../server/engine/office-options.ts';
import { isPeopleState } from '../../support/small-modules.ts';
import { SmallOffice } from '../../support/small-office.ts';

let small: SmallOffice;
beforeEach(() => {
  small = new SmallOffice();
});
afterEach(() => small.remove());

function notes(): readonly string[] {
  const state = small.office.stateOf('people');
  return isPeopleState(state) ? state.notes : [];
}
const registered = (): unknown =>
  small.office.registers.all('SELECT text FROM people_note ORDER BY position');

describe('states', () => {
  it('come back after a stop without a line being replayed', async () => {
    small.open();
    await small.ask('test.note', 'a');
    await small.restart();
    expect(notes()).toEqual(['a']);
    expect(small.office.rebuildAndCompare()).toMatchObject({ equal: true, lines: 4 });
  });

  it('come back from the lines alone where nothing was saved', async () => {
    small.open();
    await small.ask('test.note', 'a');
    small.database?.exec('DELETE FROM engine_state');
    await small.ask('test.note', 'b');
    expect(notes()).toEqual(['a', 'b']);
    await small.restart();
    small.database?.exec("UPDATE engine_state SET digest = zeroblob(32) WHERE module = 'people'");
    await small.office.close('test');
    small.open();
    expect(notes()).toEqual(['a', 'b']);
  });

  it('come back from the lines where a saved one is whole but of another engine', async () => {
    small.open();
    await small.ask('test.note', 'a');
    await small.office.close('test');
    const foreign = Buffer.from('ff7f6f7b00', 'hex');
    const file = new Database(small.file);
    file
      .prepare("UPDATE engine_state SET state = ?, digest = ? WHERE module = 'people'")
      .run(foreign, createHash('sha256').update(foreign).digest());
    file.close();
    small.open();
    expect(notes()).toEqual(['a']);
  });

  it('are built anew when a module says that their meaning changed', async () => {
    small.open();
    await small.ask('test.note', 'a');
    await small.office.close('test');
    small.probe.version = 2;
    small.open();
    expect(notes()).toEqual(['a']);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });

  it('are the same whether an event was just decided or read again: undefined fields are gone', async () => {
    small.open();
    await small.ask('test.open', 'i-1');
    small.office.submit({
      kind: 'lock-changed',
      deviceId: 'cabinet-1',
      stationId: 'cabinet-1',
      at: { monotonicMs: 0, epochMs: 0 },
      lock: 'open',
      previous: 'unlocking',
      intentId: undefined,
      doorContact: 'open',
      lockContact: 'open',
    });
    small.turn();
    expect(small.committed.at(-1)?.data).not.toHaveProperty('intentId');
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });

  it('a rebuild finds a state that does not follow from the lines', async () => {
    small.open();
    await small.ask('test.note', 'a');
    const state = small.office.stateOf('people');
    if (isPeopleState(state)) state.notes.push('out of nowhere');
    const report = small.office.rebuildAndCompare();
    expect(report.equal).toBe(false);
    expect(report.modules.filter(({ equal }) => !equal)).toEqual([{ name: 'people', equal: false }]);
  });
});

describe('registers', () => {
  it('are written in the transaction of their line', async () => {
    small.open();
    await small.ask('test.note', 'a');
    await small.ask('test.note', 'reaction-defect').catch(() => undefined);
    expect(registered()).toEqual([{ text: 'a' }]);
  });

  it('are built anew when their version changes, and dropped when nobody has them any more', async () => {
    small.open();
    await small.ask('test.note', 'a');
    small.database?.exec("UPDATE people_note SET text = 'spoiled'");
    expect(small.office.rebuildAndCompare()).toMatchObject({ equal: false });
    await small.office.close('test');
    small.probe.registerVersion = 2;
    small.open();
    expect(registered()).toEqual([{ text: 'a' }]);
    expect(small.office.rebuildAndCompare()).toMatchObject({ equal: true });
    small.database?.exec(
      "CREATE TABLE gone_table (a); INSERT INTO engine_register VALUES ('gone', 1, 'gone_table', NULL)",
    );
    await small.restart();
    expect(() => small.office.registers.all('SELECT * FROM gone_table')).toThrow(/no such table/);
  });

  it('go on where a killed rebuild was', async () => {
    small.open();
    for (const text of ['a', 'b', 'c']) await small.ask('test.note', text);
    await small.office.close('test');
    small.open();
    small.database?.exec(
      "DELETE FROM people_note WHERE position > 2; UPDATE engine_register SET rebuilt_to = 2 WHERE name = 'people-notes'",
    );
    await small.restart();
    expect(registered()).toEqual([{ text: 'a' }, { text: 'b' }, { text: 'c' }]);
  });

  it('cannot be written through the reading port', () => {
    small.open();
    expect(() => small.office.registers.all("INSERT INTO people_note VALUES (99, 'x')")).toThrow(TypeError);
    expect(registered()).toEqual([]);
  });
});

describe('seed', () => {
  const fact = (atMs: number, text: string): SeedFact => ({
    atMs,
    event: { type: 'people.sign-in-refused', data: { username: text, reason: 'seed' } },
  });

  it('lays a past under its own times before the first start, once', async () => {
    const dayMs = small.clock.epochMs() - 86_400_000;
    small.open({ seed: () => [fact(dayMs, 'a'), { ...fact(dayMs + 1, 'b'), actor: 'person:p-1' }] });
    expect(small.lines()).toMatchObject([
      { recordedAtMs: dayMs, officeDate: '2026-11-22', actor: 'system' },
      { recordedAtMs: dayMs + 1, actor: 'person:p-1' },
      { type: 'system.started', data: { blindSinceMs: dayMs + 1 } },
    ]);
    expect(registered()).toEqual([{ text: 'a' }, { text: 'b' }]);
    await small.restart({ seed: () => [fact(0, 'again')] });
    expect(notes()).toEqual(['a', 'b']);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });

  it('is all or nothing, and may keep cards in the vault', () => {
    const broken = (): readonly SeedFact[] => [fact(2, 'a'), fact(1, 'earlier')];
    expect(() => small.open({ seed: broken })).toThrow(RangeError);
    small.open({ seed: (vault) => [fact(1, vault.keepCard('0A', 'em4100-40').cardRef)] });
    expect(notes()).toEqual(['ref-0A']);
  });
});
