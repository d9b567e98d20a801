/** The emulated PC as a test fixture: boots, runs one command, and hands out the other ends of its cables. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.ts';
import { type MachineControl, openMachineControl } from './qmp.ts';

export interface EmulatedPc {
  /** Where the guest's port appears on this machine: `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly control: MachineControl;
  /** Unix socket with the bytes behind the guest's /dev/ttyUSB0. */
  readonly serial: string;
  /** The guest's console so far. */
  output(): string;
  stop(): Promise<void>;
}

export interface EmulatedPcOptions {
  /** The guest's clock at boot, UTC: `2026-11-23T23:41:00`. */
  readonly clock: string;
  /** The shell command that the guest runs, given the origin under which its `GUEST_PORT` appears here. */
  readonly command: (origin: string) => string;
}

/** Forwarded, from the guest's network interface. */
export const GUEST_PORT = 8421;
const BOOT_LIMIT_MS = 30_000;
const HERE = import.meta.dirname;

export async function bootPc(options: EmulatedPcOptions): Promise<EmulatedPc> {
  const image = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dianmao', 'usb-machine');
  execFileSync(join(HERE, 'image.sh'), [image], { stdio: 'inherit' });
  const dir = mkdtempSync(join(tmpdir(), 'dianmao-pc-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(join(HERE, 'emulate.sh'), [image, dir, 'bash', '-c', options.command(origin)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CLOCK: options.clock, PORT: String(GUEST_PORT), HOST_PORT: String(port) },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (text += chunk.replaceAll('\r', '')));
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const control = await controlOf(join(dir, 'qmp'), () => text).catch((error: unknown) => {
    child.kill('SIGTERM');
    throw error;
  });
  return {
    origin,
    control,
    serial: join(dir, 'serial0'),
    output: () => text,
    stop: async () => {
      control.close();
      child.kill('SIGTERM');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function controlOf(path: string, output: () => string): Promise<MachineControl> {
  const attempts: MachineControl[] = [];
  try {
    await until(
      'the emulated PC answers its control socket',
      async () => attempts.push(await openMachineControl(path)) > 0,
      BOOT_LIMIT_MS,
    );
  } catch (error) {
    throw new Error(`${String(error)}; its console says:\n${output()}`, { cause: error });
  }
  const [control] = attempts;
  if (control === undefined) throw new Error('no control socket');
  return control;
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
