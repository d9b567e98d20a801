/** Worker of `xlsxInWorker`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Sheet } from './sheet.ts';
import { xlsxOf } from './xlsx.ts';

const sheet: Sheet = workerData;
parentPort?.postMessage({ kind: 'done', result: await xlsxOf(sheet) });
