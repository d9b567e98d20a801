/** The registers of the seals: 用印登记簿 (`seals_uses`) and the papers that carried it (`seals_requests`). */
import type { Register, RegisterWriter } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { excessOf } from './excess.ts';

type Of<Type extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: Type }>;

export const SEALS_REQUESTS: Register = {
  name: 'seals_requests',
  version: 1,
  tables: `
    CREATE TABLE seals_requests (
      request_id TEXT PRIMARY KEY, applicant_id TEXT NOT NULL, item_ids TEXT NOT NULL, title TEXT NOT NULL,
      kind TEXT NOT NULL, copies INTEGER NOT NULL, unit TEXT NOT NULL, handled_by TEXT NOT NULL, phone TEXT NOT NULL,
      secret INTEGER NOT NULL, register_number TEXT, state TEXT NOT NULL, asked_at_ms INTEGER NOT NULL,
      decided_by TEXT, decided_at_ms INTEGER, remark TEXT, expires_at_ms INTEGER, position INTEGER NOT NULL);
    CREATE INDEX seals_requests_by_state ON seals_requests (state, asked_at_ms);`,
  handles: [
    'seals.use-requested',
    'seals.request-decided',
    'seals.request-withdrawn',
    'seals.request-expired',
    'seals.request-used-up',
  ],
  apply(write, event) {
    switch (event.type) {
      case 'seals.use-requested':
        insertRequest(write, event);
        return;
      case 'seals.request-decided':
        write.run(
          `UPDATE seals_requests SET state = ?, decided_by = ?, decided_at_ms = ?, remark = ?, expires_at_ms = ?
             WHERE request_id = ?`,
          { approve: 'approved', refuse: 'refused', return: 'returned' }[event.data.decision],
          event.data.decidedBy,
          event.data.atMs,
          event.data.remark,
          event.data.expiresAtMs ?? null,
          event.data.requestId,
        );
        return;
      case 'seals.request-withdrawn':
        setState(write, event.data.requestId, 'withdrawn');
        return;
      case 'seals.request-expired':
        setState(write, event.data.requestId, 'expired');
        return;
      case 'seals.request-used-up':
        setState(write, event.data.requestId, 'used-up');
        return;
      default:
    }
  },
};

function insertRequest(write: RegisterWriter, { data, position }: Of<'seals.use-requested'>): void {
  write.run(
    `INSERT OR REPLACE INTO seals_requests (request_id, applicant_id, item_ids, title, kind, copies, unit, handled_by,
       phone, secret, register_number, state, asked_at_ms, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)`,
    data.requestId,
    data.applicantId,
    data.itemIds.join(','),
    data.title,
    data.kind,
    data.copies,
    data.unit,
    data.handledBy,
    data.phone,
    data.secret ? 1 : 0,
    data.registerNumber ?? null,
    data.atMs,
    position,
  );
}

function setState(write: RegisterWriter, requestId: string, state: string): void {
  write.run('UPDATE seals_requests SET state = ? WHERE request_id = ?', state, requestId);
}

export const SEALS_USES: Register = {
  name: 'seals_uses',
  version: 2,
  tables: `
    CREATE TABLE seals_uses (
      position INTEGER PRIMARY KEY, use_id TEXT NOT NULL, request_id TEXT NOT NULL, item_id TEXT NOT NULL,
      item_name TEXT NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL, handled_by TEXT NOT NULL,
      approved_by TEXT NOT NULL, copies INTEGER NOT NULL, spoiled INTEGER NOT NULL, excess INTEGER NOT NULL,
      remark TEXT NOT NULL, custodian_id TEXT NOT NULL, at_ms INTEGER NOT NULL);
    CREATE INDEX seals_uses_by_time ON seals_uses (at_ms);`,
  handles: ['seals.use-registered'],
  apply(write, event) {
    if (event.type !== 'seals.use-registered') return;
    const { data, position } = event;
    write.run(
      'INSERT INTO seals_uses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      position,
      data.useId,
      data.requestId,
      data.itemId,
      data.itemName,
      data.title,
      data.unit,
      data.handledBy,
      data.approvedBy,
      data.copies,
      data.spoiled,
      excessOf(data),
      data.remark,
      data.custodianId,
      data.atMs,
    );
  },
};
