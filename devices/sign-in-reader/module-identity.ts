/**
 * The identity of a fingerprint module: a random id in its notepad, so that a page number always means *that* module's
 * page and a swapped module is noticed.
 *
 *   notepad page 0   0..3   "DMID"
 *                    4..19  id, 16 random bytes
 *                   20..29  zero
 *                   30..31  sum of bytes 0..29, big-endian
 */
export const MODULE_ID_NOTEPAD_PAGE = 0;
export const MODULE_ID_BYTES = 16;
const NOTEPAD_PAGE_BYTES = 32;
const MARK = [0x44, 0x4d, 0x49, 0x44] as const;
const SUM_OFFSET = 30;

/** The notepad page for an id of 32 hex digits. Throws RangeError for anything else. */
export function encodeModuleIdPage(moduleId: string): Uint8Array {
  if (!/^[0-9a-f]{32}$/.test(moduleId)) throw new RangeError('a module id has 32 lower-case hex digits');
  const page = new Uint8Array(NOTEPAD_PAGE_BYTES);
  page.set(MARK);
  page.set(Buffer.from(moduleId, 'hex'), MARK.length);
  new DataView(page.buffer).setUint16(SUM_OFFSET, sumOf(page));
  return page;
}

/** The id on a notepad page, or undefined where none was written (blank page, someone else's notes). */
export function decodeModuleIdPage(page: Uint8Array): string | undefined {
  if (page.length !== NOTEPAD_PAGE_BYTES) return undefined;
  if (MARK.some((byte, index) => page[index] !== byte)) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  if (view.getUint16(SUM_OFFSET) !== sumOf(page)) return undefined;
  return Buffer.from(page.subarray(MARK.length, MARK.length + MODULE_ID_BYTES)).toString('hex');
}

function sumOf(page: Uint8Array): number {
  return page.subarray(0, SUM_OFFSET).reduce((sum, byte) => sum + byte, 0);
}
