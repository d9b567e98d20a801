/** Writes an .xlsx off the loop. */
import { runWorker } from '../journal/worker-start.ts';
import type { Sheet } from './sheet.ts';

export async function xlsxInWorker(sheet: Sheet): Promise<Buffer> {
  const bytes = await runWorker<Sheet, never, Uint8Array>('../sheets/xlsx-worker', sheet);
  return Buffer.from(bytes);
}
