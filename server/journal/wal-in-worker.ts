/** Moves the WAL into the file off the loop: under lasting load that is a quarter of a second of writing. */
import { runWorker } from './worker-start.ts';

export function checkpointWalInWorker(file: string): Promise<void> {
  return runWorker<string, never, void>('wal-worker', file);
}
