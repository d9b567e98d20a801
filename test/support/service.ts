/**
 * The whole built service as a child process, as an office runs it: a configuration file, a data directory, a real
 * port. Waits on what it prints and answers, never on time.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { until } from './until.ts';

export interface ServiceOptions {
  /** YAML text of the installation; without it the built-in virtual office starts. */
  readonly config?: string;
  /** Kept across restarts; a fresh one otherwise. */
  readonly data?: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Service {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  readonly data: string;
  readonly pid: number;
  /** Everything printed so far. */
  output(): string;
  /** Waits until the output matches; rejects with the output when the service ends first. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  /** SIGTERM and wait. */
  stop(): Promise<number | undefined>;
  /** SIGKILL and wait. */
  kill(): Promise<void>;
  /** Removes the data directory if this service made it. */
  remove(): void;
}

const START_LIMIT_MS = 60_000;

export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const scratch = mkdtempSync(join(tmpdir(), 'dianmao-service-'));
  const data = options.data ?? join(scratch, 'data');
  const args = ['dist/server/main.js', '--data', data, '--port', '0', ...(options.arguments ?? [])];
  if (options.config !== undefined) {
    const file = join(scratch, 'dianmao.yaml');
    writeFileSync(file, options.config);
    args.push('--config', file);
  }
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  const watch = watchOutput(child);
  const [origin] = await watch.printed(/http:\/\/127\.0\.0\.1:\d+/);
  await until('the service is healthy', async () => (await fetch(`${origin}/healthz`)).ok, START_LIMIT_MS);
  return {
    origin,
    data,
    pid: child.pid ?? 0,
    output: watch.output,
    printed: watch.printed,
    stop: async () => {
      child.kill('SIGTERM');
      return (await watch.ended) ?? undefined;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await watch.ended;
    },
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

interface Watch {
  output(): string;
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  readonly ended: Promise<number | null>;
}

function watchOutput(child: ChildProcessByStdio<null, Readable, Readable>): Watch {
  let text = '';
  let over = false;
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((check) => check());
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      wake();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      over = true;
      wake();
      resolve(code);
    });
  });
  return {
    output: () => text,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = text.match(pattern);
          if (found === null && !over) return;
          waiting.delete(check);
          if (found !== null) resolve(found);
          else reject(new Error(`The service ended before it printed ${String(pattern)}:\n${text}`));
        };
        waiting.add(check);
        check();
      }),
  };
}
