/**
 * The three hashes of the journal. Leaf and node are RFC 6962 §2.1, so that any transparency-log tool can check the
 * tree; the chain hash has its own prefix, so that no hash of one kind can pass for another.
 */
import { hash } from 'node:crypto';

export const HASH_LENGTH = 32;
const LEAF = Buffer.from([0x00]);
const NODE = Buffer.from([0x01]);
const CHAIN = Buffer.from([0x02]);

/** What the first line's `prev` is. */
export const GENESIS: Buffer = Buffer.alloc(HASH_LENGTH);

/** SHA-256 of nothing: root of the empty tree. */
export const EMPTY_ROOT: Buffer = sha256(Buffer.alloc(0));

export function leafHash(entry: Uint8Array): Buffer {
  return sha256(Buffer.concat([LEAF, entry]));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([NODE, left, right]));
}

/** SHA-256(0x02 ‖ hash of the line before ‖ leaf hash of this line). */
export function chainHash(prev: Uint8Array, leaf: Uint8Array): Buffer {
  return sha256(Buffer.concat([CHAIN, prev, leaf]));
}

function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
