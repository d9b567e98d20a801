/** Worker of `verifyInWorker`: verifies over its own read-only connection and tells how far it is. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyFile } from './verify-file.ts';
import type { VerifyJob, VerifyProgress } from './verify-in-worker.ts';
import type { VerifyReport } from './verify.ts';
import type { WorkerMessage } from './worker-start.ts';

const job: VerifyJob = workerData;
const tell = (message: WorkerMessage<VerifyProgress, VerifyReport>): void => parentPort?.postMessage(message);

const result = verifyFile(job.file, {
  witnessed: job.witnessed,
  ...(job.verifierKeys === undefined ? {} : { verifierKeys: job.verifierKeys }),
  onProgress: (checked, total) => tell({ kind: 'progress', progress: { checked, total } }),
});
tell({ kind: 'done', result });
