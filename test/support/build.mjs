/**
 * `npm run build`: the service by tsc (types are `npm run check`'s business, so this only emits), the screens by vite,
 * into dist/. Says nothing but what it built and how long it took. One build at a time: a second waits for the first.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const LOCK = join(ROOT, 'node_modules', '.cache', 'dianmao-build.lock');
/** A build takes seconds; a lock older than this was left by one that was killed. */
const LOCK_AGE_MAX_MS = 180_000;
const LOCK_CHECK_MS = 200;

const PARTS = {
  service: {
    stamp: join(ROOT, 'dist', '.service-built'),
    sources: ['firmware-bridge', 'devices', 'server', 'tsconfig.json', 'package-lock.json'],
    build: buildService,
  },
  screens: {
    stamp: join(ROOT, 'dist', '.screens-built'),
    sources: ['kiosk-ui', 'server/contract', 'package-lock.json'],
    build: buildScreens,
  },
};

/** Builds every part, or only those whose sources are newer than what was built. Returns false where one failed. */
export function build({ onlyStale }) {
  lock();
  try {
    return Object.entries(PARTS)
      .filter(([, part]) => !onlyStale || isStale(part))
      .every(([name, part]) => buildPart(name, part));
  } finally {
    rmdirSync(LOCK);
  }
}

function buildPart(name, part) {
  const begun = process.hrtime.bigint();
  // The stamp carries the moment before the build, so that what is saved meanwhile counts as newer.
  const seen = new Date();
  if (!part.build()) {
    console.error(`Building the ${name} failed.`);
    return false;
  }
  writeFileSync(part.stamp, '');
  utimesSync(part.stamp, seen, seen);
  console.log(`Built the ${name} in ${Number((process.hrtime.bigint() - begun) / 100_000_000n) / 10} s.`);
  return true;
}

function buildService() {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  if (!run('typescript/bin/tsc', ['-p', 'server/tsconfig.build.json'])) return false;
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
  return run('vite/bin/vite.js', ['build', '--config', 'kiosk-ui/vite.config.ts', '--logLevel', 'error']);
}

function run(program, args) {
  const finished = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return finished.status === 0;
}

function isStale({ stamp, sources }) {
  const builtAt = modifiedAt(stamp);
  return builtAt === undefined || sources.some((source) => newestUnder(join(ROOT, source)) > builtAt);
}

function newestUnder(path) {
  const at = modifiedAt(path) ?? 0;
  if (at === 0 || !statSync(path).isDirectory()) return at;
  // A folder's own time tells of removed and renamed files.
  return Math.max(at, ...readdirSync(path).map((name) => newestUnder(join(path, name))));
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function lock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      mkdirSync(LOCK);
      return;
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause;
    }
    const takenAt = modifiedAt(LOCK);
    if (takenAt !== undefined && Date.now() - takenAt > LOCK_AGE_MAX_MS) rmdirSync(LOCK);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_CHECK_MS);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build({ onlyStale: false }) ? 0 : 1);
