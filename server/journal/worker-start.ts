/**
 * Starts one of the journal's workers (verify, backup) and waits for its answer. Run from sources, the worker needs
 * the same loader as its parent; built, it is plain JavaScript.
 */
import { Worker } from 'node:worker_threads';

export interface WorkerRun<Progress> {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** What a worker sends: `progress` as often as it likes, then one `done`. */
export type WorkerMessage<Progress, Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result };

/**
 * `name` is the file beside this one, without its ending. Rejects with the worker's error, or with the signal's reason
 * once the worker has been stopped.
 */
export function runWorker<Input, Progress, Result>(
  name: string,
  input: Input,
  run: WorkerRun<Progress> = {},
): Promise<Result> {
  run.signal?.throwIfAborted();
  const worker = startWorker(name, input);
  return new Promise<Result>((resolve, reject) => {
    const stop = (): void => {
      void worker.terminate();
    };
    run.signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: WorkerMessage<Progress, Result>) => {
      if (message.kind === 'progress') run.onProgress?.(message.progress);
      else resolve(message.result);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      run.signal?.removeEventListener('abort', stop);
      const stopped = run.signal?.aborted === true;
      reject(
        stopped ? run.signal.reason : new Error(`worker ${name} ended with ${code} before it had answered`),
      );
    });
  });
}

function startWorker(name: string, workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData });
  // From sources: a loader given on the command line does not reach a worker's own first file on Node 20.
  const file = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  const begin = `import('tsx/esm/api').then(({ register }) => { register(); return import(${file}); })`;
  return new Worker(begin, { eval: true, workerData });
}
