/** SIGKILL at random moments under load: what was promised is in the journal, nothing is pulsed twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { between, forkRandom } from '../../devices/virtual/seeded-random.ts';
import { modulesOf } from '../../server/engine/office.ts';
import { rebuildFile } from '../../server/engine/rebuild.ts';
import type { RecordedEvent } from '../../server/engine/recorded-event.ts';
import { openReader } from '../../server/journal/database.ts';
import { decodeEntry } from '../../server/journal/entry.ts';
import { verifyFile } from '../../server/journal/verify-file.ts';
import { newProbe, smallParts } from '../support/small-modules.ts';
import { buildChild, runChild, type Promises } from './killed-office.ts';

/** Four offices at a time, each killed twenty-five times over its own file. */
const LANES = ['a', 'b', 'c', 'd'];
const ROUNDS = 25;
/** Rounds between two looks at the whole file. */
const LOOK_EVERY = 5;
const SEED = 1949;
/** The child asks no more than this, so that numbers never meet. */
const NUMBERS_PER_ROUND = 20_000;

let child: string;
let directory: string;

beforeAll(async () => {
  child = await buildChild();
  directory = mkdtempSync(join(tmpdir(), 'dianmao-kill-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
  rmSync(dirname(child), { recursive: true, force: true });
});

function linesFrom(file: string, position: number): readonly RecordedEvent[] {
  const reader = openReader(file);
  try {
    return reader
      .prepare<[number], { position: number; entry: Buffer }>(
        'SELECT position, entry FROM journal WHERE position >= ? ORDER BY position',
      )
      .all(position)
      .map((row) => decodeEntry(row.entry, row.position));
  } finally {
    reader.close();
  }
}

/** What a line was asked as. */
function wordOf(event: RecordedEvent | undefined): string | undefined {
  if (event?.type === 'people.sign-in-refused') return event.data.username;
  return event?.type === 'seals.opening-intended' ? event.data.intentId : undefined;
}

function expectKept(promises: Promises, lines: ReadonlyMap<number, RecordedEvent>, head: number): void {
  for (const [number, position] of promises.acked) {
    expect(wordOf(lines.get(position)), `ack ${number}`).toBe(`${number % 10 === 0 ? 'i' : 'n'}-${number}`);
  }
  expect(promises.told).toBeLessThanOrEqual(head);
  expect(promises.troubles).toEqual([]);
}

/** Kills one office again and again; gives the number of acknowledgements that were checked. */
async function killAgainAndAgain(lane: string): Promise<number> {
  const file = join(directory, lane, 'office.db');
  const random = forkRandom(SEED, lane);
  const pulsed: string[] = [];
  let acks = 0;
  let head = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const after = between(random, 0, 60);
    const first = String(1 + round * NUMBERS_PER_ROUND);
    const promises = await runChild(child, [file, first], (line, acked) =>
      after === 0 ? line.startsWith('open') : acked >= after,
    );
    const added = linesFrom(file, head + 1);
    head = added.at(-1)?.position ?? head;
    expectKept(promises, new Map(added.map((event) => [event.position, event])), head);
    pulsed.push(...promises.pulsed);
    acks += promises.acked.size;
    if (round % LOOK_EVERY === LOOK_EVERY - 1) {
      expect(verifyFile(file)).toMatchObject({ ok: true, lines: head });
      expect(rebuildFile(modulesOf(smallParts(newProbe())), file).equal).toBe(true);
    }
  }
  expectPulses(pulsed, linesFrom(file, 1));
  return acks;
}

describe('kill -9 under load', () => {
  it(`keeps every promise in ${LANES.length * ROUNDS} rounds`, { timeout: 600_000 }, async () => {
    const acks = await Promise.all(LANES.map((lane) => killAgainAndAgain(lane)));
    for (const count of acks) expect(count).toBeGreaterThan(ROUNDS);
  });

  it('a second writer is refused while the first goes on', async () => {
    const file = join(directory, 'two', 'office.db');
    let refused: string | undefined;
    const first = await runChild(child, [file, '1'], (line) => {
      if (line.startsWith('open')) {
        void runChild(child, [file, '1'], () => false).then((second) => {
          refused = second.refused ?? 'not refused';
        });
      }
      return refused !== undefined;
    });
    expect(refused).toBe('JOURNAL_BUSY');
    expect(first.acked.size).toBeGreaterThan(0);
  });
});

/** No pulse without its intent on disk, none twice; every intent of an earlier life is settled exactly once. */
function expectPulses(pulsed: readonly string[], lines: readonly RecordedEvent[]): void {
  const intents = lines.flatMap((event) =>
    event.type === 'seals.opening-intended' ? [event.data.intentId] : [],
  );
  const settled = lines.flatMap((event) =>
    event.type === 'seals.opening-settled' ? [event.data.intentId] : [],
  );
  const lastStart = lines.findLastIndex(({ type }) => type === 'system.started');
  const earlier = lines
    .slice(0, lastStart)
    .flatMap((event) => (event.type === 'seals.opening-intended' ? [event.data.intentId] : []));
  expect(pulsed.length).toBeGreaterThan(0);
  expect(new Set(pulsed).size).toBe(pulsed.length);
  expect(pulsed.filter((intentId) => !intents.includes(intentId))).toEqual([]);
  expect(new Set(settled).size).toBe(settled.length);
  expect(earlier.filter((intentId) => !settled.includes(intentId))).toEqual([]);
}
