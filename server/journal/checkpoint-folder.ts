/**
 * Checkpoints as files beside the database: `checkpoints/2026-11-23/000000004711.note` and `checkpoints/latest.note`,
 * each flushed. They are what is copied to a USB stick or a second PC; a file put back alone is found out by them.
 */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushDirectory, writeDurably, writeDurablyLater } from './durable-file.ts';

const NOTE_MODE = 0o640;
const SIZE_DIGITS = 12;

export function checkpointFolderOf(file: string): string {
  return join(dirname(file), 'checkpoints');
}

/** Writes the dated file first and `latest.note` last. */
export async function fileCheckpoint(
  folder: string,
  note: string,
  size: number,
  officeDate: string,
): Promise<void> {
  const path = datedPath(folder, size, officeDate);
  await mkdir(dirname(path), { recursive: true });
  await writeDurablyLater(path, note, NOTE_MODE);
  await writeDurablyLater(join(folder, 'latest.note'), note, NOTE_MODE);
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
