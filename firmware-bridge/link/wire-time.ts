/** How long bytes take on a wire: the part of every timeout that depends on the baud rate. */
import { BITS_PER_BYTE, SLOWEST_BAUD_RATE } from './limits.ts';

/** Milliseconds that `byteCount` bytes need at `baudRate` (8N1); an unknown rate counts as 9600. */
export function wireTimeMs(byteCount: number, baudRate: number | undefined): number {
  return (byteCount * BITS_PER_BYTE * 1_000) / (baudRate ?? SLOWEST_BAUD_RATE);
}
