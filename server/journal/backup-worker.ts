/** Worker of `backupInWorker`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BackupJob } from './backup-in-worker.ts';
import { backupFile } from './backup.ts';

const job: BackupJob = workerData;
const result = await backupFile(job.file, job.directory, job.createdAtMs);
parentPort?.postMessage({ kind: 'done', result });
