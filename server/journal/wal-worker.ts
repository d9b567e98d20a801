/** Worker of `checkpointWalInWorker`. Passive: it waits for nobody and holds nobody up. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const file: string = workerData;
const database = new Database(file, { fileMustExist: true });
try {
  database.pragma('wal_checkpoint(PASSIVE)');
} finally {
  database.close();
}
parentPort?.postMessage({ kind: 'done', result: undefined });
