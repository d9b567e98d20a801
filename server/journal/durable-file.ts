/** Small files that are either there whole or not at all, also after a power cut: write aside, flush, rename, flush. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** For the start, before anything else runs. */
export function writeDurably(path: string, text: string, mode: number): void {
  const aside = `${path}.new`;
  rmSync(aside, { force: true });
  const handle = openSync(aside, 'wx', mode);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(aside, path);
  flushDirectory(dirname(path));
}

/** The same off the loop, while the office runs. One writer a path. */
export async function writeDurablyLater(path: string, text: string, mode: number): Promise<void> {
  const aside = `${path}.new`;
  await rm(aside, { force: true });
  const handle = await open(aside, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** A copy is whole after a power cut only once its own bytes are flushed, before it is renamed. */
export function flushFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A renamed or new file survives a power cut only once its directory is flushed. */
export function flushDirectory(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
