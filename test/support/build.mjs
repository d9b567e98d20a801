/**
 * `npm run build`: the service by tsc (types are `npm run check`'s business, so this only emits), the screens by vite,
 * into dist/. Says nothing but what it built and how long it took. One build at a time: a second waits for the first.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBuildLock } from './build-lock.mjs';
import { fingerprintOf, isStale } from './build-stamp.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const LOCK = join(ROOT, 'node_modules', '.cache', 'dianmao-build.pid');
const TSC_NOTES = join(ROOT, 'dist', '.tsbuildinfo');
const TSC = 'typescript/bin/tsc';
const VITE = 'vite/bin/vite.js';

const PARTS = {
  service: {
    stamp: join(ROOT, 'dist', '.service-built'),
    product: join(ROOT, 'dist', 'server', 'main.js'),
    sources: ['firmware-bridge', 'devices', 'server', 'tsconfig.json', 'package-lock.json'],
    build: buildService,
  },
  screens: {
    stamp: join(ROOT, 'dist', '.screens-built'),
    product: join(ROOT, 'dist', 'kiosk-ui', 'desk.html'),
    sources: ['kiosk-ui', 'server/contract', 'package-lock.json'],
    build: buildScreens,
  },
};

/**
 * Builds every part, or only those whose sources are not those that were built. Returns false where one failed; writes
 * nothing where nothing is to be built, so that a service may start from a folder that it cannot write to.
 */
export function build({ onlyStale }) {
  const isDue = ([, part]) =>
    !onlyStale || !existsSync(part.product) || isStale(part.stamp, ROOT, part.sources);
  if (!Object.entries(PARTS).some(isDue)) return true;
  const missing = [TSC, VITE].filter((program) => !existsSync(join(ROOT, 'node_modules', program)));
  if (missing.length > 0) {
    console.error(`Nothing was built: ${missing.join(' and ')} are not installed.`);
    console.error('Run  npm ci --include=dev  in this folder; a service that is built starts without them.');
    return false;
  }
  try {
    return withBuildLock(LOCK, () => {
      // By its notes tsc leaves out what it wrote before, also what somebody has deleted since.
      if (!onlyStale || !existsSync(PARTS.service.product)) rmSync(TSC_NOTES, { force: true });
      return Object.entries(PARTS)
        .filter(isDue)
        .every(([name, part]) => buildPart(name, part));
    });
  } catch (cause) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(cause.code)) throw cause;
    console.error(`Not built: ${cause.message}`);
    console.error(
      'What is built here is not of these sources. Run  npm run build  as the owner of this folder.',
    );
    return false;
  }
}

function buildPart(name, part) {
  const begun = process.hrtime.bigint();
  // Taken before the build: what is saved meanwhile is not of what was built.
  const seen = fingerprintOf(ROOT, part.sources);
  if (!part.build()) {
    console.error(`Building the ${name} failed.`);
    return false;
  }
  writeFileSync(part.stamp, seen);
  // Not to stdout: what a command prints after this may go into a file.
  console.error(`Built the ${name} in ${Number((process.hrtime.bigint() - begun) / 100_000_000n) / 10} s.`);
  return true;
}

function buildService() {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  if (!run(TSC, ['-p', 'server/tsconfig.build.json'])) return false;
  // Data that the service reads at run time lies beside the code that reads it.
  for (const file of filesUnder(join(ROOT, 'server')).filter(
    (path) => /\.(json|sql|csv)$/.test(path) && !/tsconfig/.test(path),
  )) {
    const target = join(ROOT, 'dist', file.slice(ROOT.length + 1));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
  return true;
}

function buildScreens() {
  return run(VITE, ['build', '--config', 'kiosk-ui/vite.config.ts', '--logLevel', 'error']);
}

function run(program, args) {
  const finished = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return finished.status === 0;
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build({ onlyStale: false }) ? 0 : 1);
