/**
 * One build at a time: a file that names the process which builds. A second process waits for it, and says so once. A
 * lock whose process has gone (Ctrl-C in the middle, a power cut) counts for nothing.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A build takes seconds; a lock older than this was left by one whose number another process has by now. */
const AGE_MAX_MS = 180_000;
const CHECK_MS = 200;

/** Runs `work` while nobody else builds, and returns what it returned. */
export function withBuildLock(file, work) {
  take(file);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause;
    }
    if (isLeftOver(file)) rmSync(file, { force: true });
    else if (!told) console.error('Waiting for another build of this folder to end.');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, CHECK_MS);
  }
}

function isLeftOver(file) {
  const takenAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (takenAt === undefined) return false;
  return Date.now() - takenAt > AGE_MAX_MS || !isAlive(holderOf(file));
}

/** Undefined where it has just been taken and its number is not written yet. */
function holderOf(file) {
  try {
    const holder = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(holder) ? undefined : holder;
  } catch {
    return undefined;
  }
}

function isAlive(holder) {
  if (holder === undefined) return true;
  try {
    process.kill(holder, 0);
    return true;
  } catch (cause) {
    // Somebody else's process may not be signalled, but it is there.
    return cause.code === 'EPERM';
  }
}
