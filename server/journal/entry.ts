/**
 * One line of the journal as bytes and back. The bytes are what is hashed and kept for ever; they are never written
 * again from the decoded form. Length is bounded so that an entry fits a tlog-tiles bundle (uint16 length).
 */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { JournalError } from '../errors.ts';
import { canonicalJson } from './canonical-json.ts';

/** Bytes; C2SP tlog-tiles, entry bundles. */
export const ENTRY_LENGTH_MAX = 65_535;

/** Throws a `RangeError` beyond 65,535 bytes and a `TypeError` for what JSON cannot hold: defects of a module. */
export function encodeEntry(event: RecordedEvent): Buffer {
  const bytes = Buffer.from(canonicalJson(event), 'utf8');
  if (bytes.length > ENTRY_LENGTH_MAX) {
    throw new RangeError(
      `entry ${event.position} (${event.type}) has ${bytes.length} bytes, at most ${ENTRY_LENGTH_MAX} are allowed`,
    );
  }
  return bytes;
}

/** Throws `JournalError` JOURNAL_CORRUPT where the bytes are not the line of that position. */
export function decodeEntry(bytes: Uint8Array, position: number): RecordedEvent {
  const event = parse(bytes);
  if (!isRecordedEvent(event) || event.position !== position) {
    throw new JournalError(
      'JOURNAL_CORRUPT',
      `台账第 ${position} 行内容无法识别。请用最近的备份核对后恢复。`,
    );
  }
  return event;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Checks the envelope; what `data` holds is the writing module's promise, kept by the chain. */
function isRecordedEvent(value: unknown): value is RecordedEvent {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const cause = fields.get('cause');
  return (
    Number.isSafeInteger(fields.get('position')) &&
    Number.isFinite(fields.get('recordedAtMs')) &&
    typeof fields.get('officeDate') === 'string' &&
    typeof fields.get('actor') === 'string' &&
    typeof fields.get('type') === 'string' &&
    typeof fields.get('data') === 'object' &&
    fields.get('data') !== null &&
    (cause === undefined || Number.isSafeInteger(cause))
  );
}
