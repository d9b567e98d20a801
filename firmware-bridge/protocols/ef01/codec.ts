/**
 * What each command's file exports: a codec of the command and its reply, payload bytes only (framing, addresses and
 * checksums belong to frame.ts). Decoding never throws and keeps no reference to its input.
 */
import { confirmationOf, type Refusal } from './confirmation-codes.ts';

export type Outcome<Reply> =
  | { readonly kind: 'ok'; readonly reply: Reply }
  /** Not a reply to this command: `offset` is the first byte that cannot be so. */
  | { readonly kind: 'malformed'; readonly reason: 'length' | 'value'; readonly offset: number }
  /** A confirmation code that no manual names. */
  | { readonly kind: 'unknown'; readonly code: number };

/** The reply to a command whose only answer is its confirmation. */
export interface PlainReply {
  readonly confirmation: 'ok' | Refusal;
}
export interface RefusedReply {
  readonly confirmation: Refusal;
}

export interface Ef01Codec<Command, Reply> {
  /** As in the manual. */
  readonly name: string;
  readonly opcode: number;
  /** Longest acknowledgement payload. */
  readonly replyLengthMax: number;
  /** Longest time the module works on it, ms, with room for a slow one. */
  readonly replyTimeoutMs: number;
  readonly idempotent: boolean;
  /** Throws RangeError for parameters out of range: the caller made them. */
  encode(command: Command): Uint8Array;
  decode(payload: Uint8Array): Outcome<Reply>;
}

/** Decodes an acknowledgement that is nothing but a confirmation code. */
export function decodePlain(payload: Uint8Array): Outcome<PlainReply> {
  const [code] = payload;
  if (code === undefined || payload.length !== 1)
    return { kind: 'malformed', reason: 'length', offset: payload.length };
  const confirmation = confirmationOf(code);
  return confirmation === undefined ? { kind: 'unknown', code } : { kind: 'ok', reply: { confirmation } };
}

/**
 * Decodes an acknowledgement that carries data with code 00. A refusal may come alone or, as the R503 does on *not
 * found*, with junk where the data would be; the junk is left alone.
 */
export function decodeWithData<Data>(
  payload: Uint8Array,
  dataLength: number,
  read: (data: DataView) => Data,
): Outcome<({ readonly confirmation: 'ok' } & Data) | RefusedReply> {
  const [code] = payload;
  const whole = payload.length === 1 + dataLength;
  if (code === undefined || (!whole && payload.length !== 1)) {
    return { kind: 'malformed', reason: 'length', offset: payload.length };
  }
  const confirmation = confirmationOf(code);
  if (confirmation === undefined) return { kind: 'unknown', code };
  if (confirmation !== 'ok') return { kind: 'ok', reply: { confirmation } };
  if (!whole) return { kind: 'malformed', reason: 'length', offset: payload.length };
  const data = payload.slice(1);
  return { kind: 'ok', reply: { confirmation, ...read(new DataView(data.buffer)) } };
}

/** A whole number within its field, or RangeError. */
export function checkRange(name: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(`${name} is ${value}, not ${min}–${max}`);
  return value;
}

export function word(value: number): readonly [number, number] {
  return [value >> 8, value & 0xff];
}

/** Character buffers 1 and 2. */
export type BufferId = 1 | 2;
export const PAGE_MAX = 0xffff;
