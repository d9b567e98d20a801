/** A journal file in a scratch directory with plain events in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { OfficeEvent, RecordedEvent } from '../../../server/engine/recorded-event.ts';
import { CheckpointLedger } from '../../../server/journal/checkpoint-ledger.ts';
import { openWriter } from '../../../server/journal/database.ts';
import { Journal } from '../../../server/journal/journal.ts';
import { createNoteSigner, type NoteSigner } from '../../../server/journal/signed-note.ts';

export const SIGNER: NoteSigner = createNoteSigner('office.example/journal', Buffer.alloc(32, 1));

export function noteEvent(text: string): OfficeEvent {
  return { type: 'people.sign-in-refused', data: { username: text, reason: 'test' } };
}

export class JournalFile {
  readonly directory = mkdtempSync(join(tmpdir(), 'dianmao-journal-'));
  readonly file = join(this.directory, 'journal.db');
  database: Database.Database = openWriter(this.file);
  journal = new Journal(this.database);

  append(text: string): RecordedEvent {
    return this.journal.append({
      event: noteEvent(text),
      recordedAtMs: 1_000,
      officeDate: '2026-11-23',
      actor: 'system',
      cause: undefined,
    });
  }

  fill(count: number): void {
    this.database.transaction(() => {
      for (let at = 0; at < count; at += 1) this.append(`line ${this.journal.head().position + 1}`);
    })();
  }

  /** Signs the present head and keeps it in the table; the note is what a witness would take home. */
  sign(): string {
    const ledger = new CheckpointLedger(this.database, SIGNER);
    ledger.registerKey(this.journal.head().position);
    const head = ledger.sign(this.journal.tree());
    if (head === undefined) throw new Error('nothing new to sign');
    ledger.keep(head, 1_000);
    return head.note;
  }

  reopen(): void {
    this.database.close();
    this.database = openWriter(this.file);
    this.journal = new Journal(this.database);
  }

  remove(): void {
    this.database.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Lifts the guard rails, as somebody with the file in hand would. */
export function withoutTriggers(database: Database.Database): void {
  const triggers = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
}
