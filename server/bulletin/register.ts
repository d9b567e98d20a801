/** Register of bulletins: the pages of every draft as they were, and the steps taken. Nothing is ever changed in it. */
import type { Register, RegisterWriter } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';

export const BULLETIN_REGISTER: Register = {
  name: 'bulletin',
  version: 1,
  tables: `
    CREATE TABLE bulletin_page (
      month TEXT NOT NULL,
      version INTEGER NOT NULL,
      page INTEGER NOT NULL,
      lines TEXT NOT NULL,
      corrections TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (month, version, page)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE bulletin_step (
      position INTEGER NOT NULL PRIMARY KEY,
      month TEXT NOT NULL,
      version INTEGER,
      step TEXT NOT NULL,
      data TEXT NOT NULL,
      recorded_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX bulletin_step_month ON bulletin_step (month, position);`,
  handles: [
    'bulletin.page-drafted',
    'bulletin.drafted',
    'bulletin.sheet-confirmed',
    'bulletin.objected',
    'bulletin.objection-answered',
    'bulletin.reviewed',
    'bulletin.signed',
    'bulletin.issued',
  ],
  apply,
};

function apply(write: RegisterWriter, event: RecordedEvent): void {
  switch (event.type) {
    case 'bulletin.page-drafted': {
      const { month, version, page, lines, corrections } = event.data;
      write.run(
        'INSERT INTO bulletin_page (month, version, page, lines, corrections, position) VALUES (?, ?, ?, ?, ?, ?)',
        month,
        version,
        page,
        JSON.stringify(lines),
        JSON.stringify(corrections),
        event.position,
      );
      return;
    }
    case 'bulletin.drafted':
    case 'bulletin.sheet-confirmed':
    case 'bulletin.objected':
    case 'bulletin.objection-answered':
    case 'bulletin.reviewed':
    case 'bulletin.signed':
    case 'bulletin.issued':
      write.run(
        `INSERT INTO bulletin_step (position, month, version, step, data, recorded_at_ms)
         VALUES (?, ?, ?, ?, ?, ?)`,
        event.position,
        event.data.month,
        'version' in event.data ? event.data.version : null,
        event.type,
        JSON.stringify(event.data),
        event.recordedAtMs,
      );
      return;
    default:
      return;
  }
}
