/** Text as Excel and WPS in China write it into a CSV: for tests of what the desk reads. */

let bytesOf: ReadonlyMap<string, readonly number[]> | undefined;

/** Throws for a character that GBK does not have in one or two bytes. */
export function gbk(text: string): Buffer {
  bytesOf ??= tableOfGbk();
  const table = bytesOf;
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`GBK has no ${character}`);
      return bytes;
    }),
  );
}

function tableOfGbk(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 0x80; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return table;
}
