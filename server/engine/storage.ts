/** The office's file with all that lies beside it: lock, reserve, signing key, the alarm note. Opened once a process. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Reserve } from '../journal/reserve.ts';
import { openSigningKey } from '../journal/signing-key.ts';
import type { NoteSigner } from '../journal/signed-note.ts';
import { takeWriterLock, type WriterLock } from '../journal/writer-lock.ts';
import { OfficeStore, type OfficeStoreOptions } from './office-store.ts';

export interface StorageOptions extends Omit<OfficeStoreOptions, 'signer'> {
  readonly origin: string;
  readonly reserveBytes?: number;
}

export class Storage {
  readonly reserve: Reserve;
  readonly signer: NoteSigner;
  readonly #options: StorageOptions;
  readonly #lock: WriterLock;
  #store: OfficeStore;

  /** Throws `JournalError`; nothing is held then. */
  constructor(options: StorageOptions) {
    this.#options = options;
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
    this.#lock = takeWriterLock(options.file);
    try {
      this.signer = openSigningKey(join(dirname(options.file), 'journal.key'), options.origin);
      this.reserve = new Reserve(options.file, options.reserveBytes);
      this.#store = OfficeStore.open({ ...options, signer: this.signer });
    } catch (cause) {
      this.#lock.release();
      throw cause;
    }
  }

  get store(): OfficeStore {
    return this.#store;
  }

  /** A new connection in place of the old one, which stays for reading until the new one stands. */
  reopen(): void {
    const old = this.#store;
    this.#store = OfficeStore.open({ ...this.#options, signer: this.signer });
    old.close();
  }

  /** Says beside the journal what could not be said in it, where that much is possible. */
  placeAlarm(text: string): void {
    try {
      writeFileSync(this.#alarmPath, `${text}\n`, { mode: 0o640 });
    } catch {
      // Whatever keeps it from being written: the screens and the log say the same.
    }
  }

  /** Throws nothing either: an alarm that stays lies beside lines that tell when it was over. */
  removeAlarm(): void {
    try {
      rmSync(this.#alarmPath, { force: true });
    } catch {
      // Tried again at the end of the next outage.
    }
  }

  close(): void {
    this.#store.close();
    this.#lock.release();
  }

  get #alarmPath(): string {
    return `${this.#options.file}-alarm`;
  }
}
