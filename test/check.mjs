/** `npm run check`: types, screens' types, lint and format. Runs all and says which failed. */
import { spawnSync } from 'node:child_process';

const CHECKS = [
  ['types', ['tsc', '--noEmit', '-p', '.']],
  ['types of the browser tests', ['tsc', '--noEmit', '-p', 'test/browser']],
  ["types of the stations' shell", ['tsc', '--noEmit', '-p', 'kiosk-ui/shell']],
  [
    'screens',
    ['svelte-check', '--tsconfig', 'kiosk-ui/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ],
  ['lint', ['oxlint', '--deny-warnings']],
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
];

const failed = [];
for (const [name, command] of CHECKS) {
  console.log(`check ${name}`);
  const run = spawnSync('npx', ['--no-install', ...command], { stdio: 'inherit' });
  if (run.status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`Not clean: ${failed.join(', ')}`);
  process.exit(1);
}
console.log('All clean.');
