/**
 * What a fingerprint module keeps without power: its library of prints and its notepad. In the simulator a template is
 * the name of the print it was made from.
 */
import type { FingerprintModuleState, StoredPrint } from './virtual-hardware.ts';

export const NOTEPAD_PAGES = 16;
export const NOTEPAD_PAGE_LENGTH = 32;
/** Templates on one page of the index table: 32 bytes, one bit each. */
export const INDEX_PAGE_TEMPLATES = 256;

export class FingerprintMemory {
  readonly capacity: number;
  readonly #prints = new Map<number, string>();
  readonly #notepad = new Map<number, Uint8Array>();

  constructor(capacity: number, state?: FingerprintModuleState) {
    this.capacity = capacity;
    for (const { page, print } of state?.prints ?? []) this.store(page, print);
    for (const [page, hex] of Object.entries(state?.notepad ?? {}))
      this.writeNotepad(Number(page), Buffer.from(hex, 'hex'));
  }

  get count(): number {
    return this.#prints.size;
  }

  has(page: number): boolean {
    return Number.isInteger(page) && page >= 0 && page < this.capacity;
  }

  /** False: there is no such page. A page that is in use is overwritten, as the modules do. */
  store(page: number, print: string): boolean {
    if (!this.has(page)) return false;
    this.#prints.set(page, print);
    return true;
  }

  /** The lowest page in the range that holds this print. */
  find(print: string, start: number, count: number): number | undefined {
    const pages = [...this.#prints].filter(
      ([page, stored]) => stored === print && page >= start && page < start + count,
    );
    return pages.length === 0 ? undefined : Math.min(...pages.map(([page]) => page));
  }

  /** False: the range reaches beyond the library. */
  remove(page: number, count: number): boolean {
    if (count < 1 || !this.has(page) || !this.has(page + count - 1)) return false;
    for (let at = page; at < page + count; at += 1) this.#prints.delete(at);
    return true;
  }

  clear(): void {
    this.#prints.clear();
  }

  /** 32 bytes: bit 0 of byte 0 is template 0 of this page of 256. */
  indexTable(indexPage: number): readonly number[] {
    const bytes: number[] = Array.from({ length: INDEX_PAGE_TEMPLATES / 8 }, () => 0);
    for (const page of this.#prints.keys()) {
      const at = page - indexPage * INDEX_PAGE_TEMPLATES;
      if (at < 0 || at >= INDEX_PAGE_TEMPLATES) continue;
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
    return bytes;
  }

  /** False: there is no such page. Shorter bytes are filled with zeros, longer ones cut. */
  writeNotepad(page: number, bytes: Uint8Array): boolean {
    if (!Number.isInteger(page) || page < 0 || page >= NOTEPAD_PAGES) return false;
    const whole = new Uint8Array(NOTEPAD_PAGE_LENGTH);
    whole.set(bytes.subarray(0, NOTEPAD_PAGE_LENGTH));
    this.#notepad.set(page, whole);
    return true;
  }

  readNotepad(page: number): Uint8Array | undefined {
    if (page >= NOTEPAD_PAGES) return undefined;
    return this.#notepad.get(page) ?? new Uint8Array(NOTEPAD_PAGE_LENGTH);
  }

  prints(): readonly StoredPrint[] {
    return [...this.#prints]
      .map(([page, print]) => ({ print, page }))
      .toSorted((one, other) => one.page - other.page);
  }

  export(): FingerprintModuleState {
    const notepad = Object.fromEntries(
      [...this.#notepad].map(([page, bytes]) => [String(page), Buffer.from(bytes).toString('hex')]),
    );
    return { prints: this.prints(), notepad };
  }
}
