/**
 * Space set aside for the day the disk is full: a file of random bytes (so that no file system compresses it away)
 * that is deleted to make room for the alarm entry. As long as it cannot be made again, the disk counts as full.
 */
import { randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statSync, unlinkSync, writeSync } from 'node:fs';

export const RESERVE_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

export class Reserve {
  readonly #path: string;
  readonly #bytes: number;

  constructor(file: string, bytes: number = RESERVE_BYTES) {
    this.#path = `${file}-reserve`;
    this.#bytes = bytes;
  }

  /** Whole and on disk. */
  get held(): boolean {
    return (statSync(this.#path, { throwIfNoEntry: false })?.size ?? -1) >= this.#bytes;
  }

  /** Throws the file system's error where there is no room; nothing is left behind then. */
  allocate(): void {
    if (this.held) return;
    try {
      this.#write();
    } catch (cause) {
      rmSync(this.#path, { force: true });
      throw cause;
    }
  }

  release(): void {
    if (statSync(this.#path, { throwIfNoEntry: false }) !== undefined) unlinkSync(this.#path);
  }

  #write(): void {
    const handle = openSync(this.#path, 'w', 0o600);
    try {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, this.#bytes));
      for (let written = 0; written < this.#bytes;) {
        randomFillSync(chunk);
        written += writeSync(handle, chunk, 0, Math.min(chunk.length, this.#bytes - written));
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}
