/**
 * `npm run bench`: gets what it needs, builds, measures, prints one table. `-- --json FILE` writes the same as
 * `{name: {value, unit, floor, ratio}}`. Ends with 1 where badges came out of the order of arrival or were lost; slow
 * figures end it with 0, for they are judged by a person who knows the machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provide, TEST_NEEDS } from '../support/needs.mjs';
import { measureAttendanceYear } from './attendance-year.ts';
import { measureBadges } from './badges.ts';
import { figuresAsJson, printFigures } from './figures.ts';
import { LargeOffice } from './large-office.ts';
import { measurePeopleSearch } from './people-search.ts';
import { measureReactions } from './reactions.ts';
import { measureTable } from './table.ts';

const ENSURE_BUILT = join(import.meta.dirname, '..', 'support', 'ensure-built.mjs');

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  if (!provide(TEST_NEEDS)) return 1;
  if (spawnSync(process.execPath, [ENSURE_BUILT], { stdio: 'inherit' }).status !== 0) return 1;
  const folder = mkdtempSync(join(tmpdir(), 'dianmao-bench-'));
  try {
    console.log('Measuring; this takes some five minutes.');
    console.log('A year of ten thousand people …');
    const year = measureAttendanceYear();
    const reactions = await measureReactions(folder);
    const badges = await measureBadges(await LargeOffice.seed(folder), folder);
    const figures = [
      ...badges.figures,
      ...reactions,
      ...(await measureTable()),
      ...measurePeopleSearch(),
      ...year,
    ];
    printFigures(figures);
    console.log(`rows out of arrival order: ${badges.misplaced}`);
    console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
    if (values.json !== undefined) writeFileSync(values.json, figuresAsJson(figures));
    return badges.misplaced === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exit(await main());
