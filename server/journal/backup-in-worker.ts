/** Backs up and verifies off the loop. */
import type { BackupManifest } from './manifest.ts';
import { runWorker } from './worker-start.ts';

export interface BackupJob {
  readonly file: string;
  readonly directory: string;
  readonly createdAtMs: number;
}

export function backupInWorker(job: BackupJob): Promise<BackupManifest> {
  return runWorker<BackupJob, never, BackupManifest>('backup-worker', job);
}
