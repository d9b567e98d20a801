/** Builds the child once, starts it, reads its promises from the pipe, and kills it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

/** One plain file, so that a round costs a start of Node and nothing more. Inside the tree, to find its packages. */
export async function buildChild(): Promise<string> {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'faults-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'engine-child.ts'),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'engine-child.mjs' } },
    },
  });
  return join(outDir, 'engine-child.mjs');
}

export interface Promises {
  /** Number → position in the journal. */
  readonly acked: ReadonlyMap<number, number>;
  readonly pulsed: readonly string[];
  /** Highest position that a screen was told of. */
  readonly told: number;
  readonly refused: string | undefined;
  readonly troubles: readonly string[];
}

/** Runs until `killNow` says so of a line, then SIGKILL; resolves with all that had been promised by then. */
export async function runChild(
  child: string,
  args: readonly string[],
  killNow: (line: string, acks: number) => boolean,
): Promise<Promises> {
  const running = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acked = new Map<number, number>();
  const pulsed: string[] = [];
  const troubles: string[] = [];
  let told = 0;
  let refused: string | undefined;
  // Also what is still in the pipe after the kill has been promised.
  for await (const line of createInterface({ input: running.stdout })) {
    const [word = '', ...rest] = line.split(' ');
    if (word === 'ack') acked.set(Number(rest[0]), Number(rest[1]));
    if (word === 'pulse') pulsed.push(rest[0] ?? '');
    if (word === 'told') told = Math.max(told, Number(rest[0]));
    if (word === 'refused') refused = rest[0];
    if (word === 'trouble') troubles.push(rest.join(' '));
    if (killNow(line, acked.size)) running.kill('SIGKILL');
  }
  return { acked, pulsed, told, refused, troubles };
}
