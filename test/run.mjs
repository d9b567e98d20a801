/**
 * `npm test`: gets what the tests need, builds the service and the screens, runs everything, and ends with one line
 * `N passed, N failed`. Arguments go to vitest: `npm test -- --project unit`, `npm test -- test/devices`.
 * `npm run test:usb` is the same with `--machine`: the emulated PC with real USB devices.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCREENS_FOLDER, writeContactSheet } from './support/contact-sheet.mjs';
import { MACHINE_NEEDS, provide, TEST_NEEDS } from './support/needs.mjs';

const EVERYDAY = ['unit', 'wire', 'browser'];
const machine = process.argv.includes('--machine');
const rest = process.argv.slice(2).filter((argument) => argument !== '--machine');
const named = rest.some((argument) => /^--project(=|$)/.test(argument));
const projects = machine ? ['machine'] : named ? [] : EVERYDAY;

if (!provide(machine ? [...TEST_NEEDS, ...MACHINE_NEEDS] : TEST_NEEDS)) process.exit(1);
const build = spawnSync(process.execPath, ['test/support/ensure-built.mjs'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);

const scratch = mkdtempSync(join(tmpdir(), 'dianmao-test-'));
const report = join(scratch, 'report.json');
const vitest = join('node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...projects.flatMap((name) => ['--project', name]),
    ...rest,
  ],
  { stdio: 'inherit' },
);
writeContactSheet();
const counts = read(report);
rmSync(scratch, { recursive: true, force: true });
if (counts === undefined) {
  console.error('The test runner ended without a report.');
  process.exit(run.status || 1);
}
// A file that does not load has no tests of its own: it counts as one failure.
const failed = counts.numFailedTests + counts.testResults.filter(failedToLoad).length;
if (existsSync(`${SCREENS_FOLDER}/index.html`))
  console.log(`Pictures to look at: ${SCREENS_FOLDER}/index.html`);
console.log(`${counts.numPassedTests} passed, ${failed} failed`);
process.exit(failed > 0 || counts.numPassedTests === 0 ? 1 : (run.status ?? 1));

function failedToLoad(file) {
  return file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed');
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
