/**
 * The right edge of the RFC 6962 tree: one hash for each one-bit of the size, largest subtree first. Enough to add
 * leaves and to tell the root, in a few hundred bytes at any size.
 */
import { EMPTY_ROOT, HASH_LENGTH, nodeHash } from './hashes.ts';

export class MerkleFrontier {
  #size: number;
  /** Roots of the complete subtrees, largest first. */
  #subtrees: Buffer[];

  constructor(size = 0, subtrees: readonly Buffer[] = []) {
    if (!Number.isSafeInteger(size) || size < 0 || subtrees.length !== onesOf(size)) {
      throw new RangeError(`a tree of ${size} leaves does not have ${subtrees.length} subtrees`);
    }
    this.#size = size;
    this.#subtrees = [...subtrees];
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Buffer): void {
    let grown = leaf;
    // Each trailing one-bit of the old size is a subtree as large as what has grown: they join.
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      const left = this.#subtrees.pop();
      if (left === undefined) throw new RangeError('the frontier has fewer subtrees than its size says');
      grown = nodeHash(left, grown);
    }
    this.#subtrees.push(grown);
    this.#size += 1;
  }

  root(): Buffer {
    const last = this.#subtrees.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return this.#subtrees.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
  }

  copy(): MerkleFrontier {
    return new MerkleFrontier(this.#size, this.#subtrees);
  }

  /** The subtrees' hashes one after the other; the size says how many. */
  toBytes(): Buffer {
    return Buffer.concat(this.#subtrees);
  }

  /** Throws a `RangeError` where the bytes do not belong to a tree of that size. */
  static fromBytes(size: number, bytes: Uint8Array): MerkleFrontier {
    if (bytes.length % HASH_LENGTH !== 0) throw new RangeError(`${bytes.length} bytes are not whole hashes`);
    const subtrees = Array.from({ length: bytes.length / HASH_LENGTH }, (_, at) =>
      Buffer.from(bytes.subarray(at * HASH_LENGTH, (at + 1) * HASH_LENGTH)),
    );
    return new MerkleFrontier(size, subtrees);
  }
}

/** One-bits of a size beyond 32 bits too. */
function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
