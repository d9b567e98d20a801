/**
 * Checkpoints as files beside the database: `checkpoints/2026-11-23/000000004711.note` and `checkpoints/latest.note`,
 * each flushed. They are what is copied to a USB stick or a second PC; a file put back alone is found out by them. The
 * table in the file keeps all of them; here the last of each day stays, and of the newest days every one.
 */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushDirectory, writeDurably, writeDurablyLater } from './durable-file.ts';

const NOTE_MODE = 0o640;
const SIZE_DIGITS = 12;
/** Days of which every note stays. */
const DAYS_WHOLE = 7;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NOTE = /^\d+\.note$/;

export function checkpointFolderOf(file: string): string {
  return join(dirname(file), 'checkpoints');
}

/** Writes the dated file first and `latest.note` last. True where it is the first of its day. */
export async function fileCheckpoint(
  folder: string,
  note: string,
  size: number,
  officeDate: string,
): Promise<boolean> {
  const path = datedPath(folder, size, officeDate);
  const made = await mkdir(dirname(path), { recursive: true });
  await writeDurablyLater(path, note, NOTE_MODE);
  await writeDurablyLater(join(folder, 'latest.note'), note, NOTE_MODE);
  return made !== undefined;
}

/** Leaves the last note of each day but the newest ones: some three hundred a day would be a hundred thousand a year. */
export async function thinOut(folder: string): Promise<void> {
  const days = (await readdir(folder)).filter((name) => DAY.test(name)).toSorted();
  for (const day of days.slice(0, -DAYS_WHOLE)) {
    const notes = (await readdir(join(folder, day))).filter((name) => NOTE.test(name)).toSorted();
    for (const name of notes.slice(0, -1)) await rm(join(folder, day, name), { force: true });
  }
}

/** The same at once, for a restored office. */
export function placeCheckpoint(folder: string, note: string): void {
  mkdirSync(folder, { recursive: true });
  writeDurably(join(folder, 'latest.note'), note, NOTE_MODE);
  flushDirectory(dirname(folder));
}

export function readLatestCheckpoint(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'latest.note'), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Every note in the folder; empty where there is none yet. */
export function readCheckpoints(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.note'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  }
}

function datedPath(folder: string, size: number, officeDate: string): string {
  return join(folder, officeDate, `${String(size).padStart(SIZE_DIGITS, '0')}.note`);
}
