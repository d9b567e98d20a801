/** Verifies a journal off the loop: a year of lines takes seconds, and rings must go on being counted meanwhile. */
import type { VerifyReport } from './verify.ts';
import { runWorker } from './worker-start.ts';

export interface VerifyJob {
  readonly file: string;
  readonly witnessed: readonly string[];
  readonly verifierKeys?: readonly string[];
}
export interface VerifyProgress {
  readonly checked: number;
  readonly total: number;
}
export interface VerifyRun {
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** Stops the worker; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export function verifyInWorker(job: VerifyJob, run: VerifyRun = {}): Promise<VerifyReport> {
  return runWorker<VerifyJob, VerifyProgress, VerifyReport>('verify-worker', job, run);
}
