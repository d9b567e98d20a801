/**
 * Serial ports without hardware: pseudo terminals made by socat, for tests against the real serialport driver and for
 * peers in other languages. A cable can be cut (socat is killed, the device nodes vanish) and put back on the same
 * paths. Waits on conditions, never on time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export interface Pty {
  /** Pulls the cable: the nodes are gone when this resolves. */
  cut(): Promise<void>;
  /** Puts it back on the same paths. */
  restore(): Promise<void>;
  /** Ends it and removes its folder; safe to call twice. */
  stop(): Promise<void>;
}
export interface PtyPair extends Pty {
  /** For the service. */
  readonly host: string;
  /** For the peer. */
  readonly device: string;
}
export interface TcpPty extends Pty {
  readonly path: string;
}

const START_LIMIT_MS = 10_000;

/** Two ends of one serial cable. */
export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'dianmao-pty-'));
  const [host, device] = [join(folder, 'host'), join(folder, 'device')];
  const cable = new Cable(folder, [host, device], [terminal(host), terminal(device)]);
  await cable.restore();
  return { host, device, cut: () => cable.cut(), restore: () => cable.restore(), stop: () => cable.stop() };
}

/**
 * A serial port in front of a TCP server on loopback, such as a virtual wire. When that wire is unplugged socat ends
 * and the node vanishes with it; `restore` brings it back once the wire listens again.
 */
export async function ptyToTcp(port: number): Promise<TcpPty> {
  const folder = mkdtempSync(join(tmpdir(), 'dianmao-pty-'));
  const path = join(folder, 'host');
  const cable = new Cable(folder, [path], [terminal(path), `tcp:127.0.0.1:${port},nodelay`]);
  await cable.restore();
  return { path, cut: () => cable.cut(), restore: () => cable.restore(), stop: () => cable.stop() };
}

function terminal(link: string): string {
  return `pty,raw,echo=0,link=${link}`;
}

class Cable {
  readonly #folder: string;
  readonly #links: readonly string[];
  readonly #ends: readonly string[];
  #socat: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #holds: number[] = [];

  constructor(folder: string, links: readonly string[], ends: readonly string[]) {
    this.#folder = folder;
    this.#links = links;
    this.#ends = ends;
  }

  async restore(): Promise<void> {
    await this.cut();
    const socat = spawn('socat', [...this.#ends], { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    let over = false;
    socat.stderr.setEncoding('utf8');
    socat.stderr.on('data', (text: string) => (complaint += text));
    this.#socat = socat;
    this.#ended = new Promise((resolve) => {
      socat.once('error', (error) => (complaint += error.message));
      socat.once('close', () => {
        over = true;
        this.#release();
        resolve();
      });
    });
    await until(
      'socat has made its terminals',
      () => over || this.#links.every((link) => existsSync(link)),
      START_LIMIT_MS,
    );
    if (over) throw new Error(`socat ended: ${complaint}`);
    // Held open by us, so that socat does not take a host that closes its port for the end of the cable.
    this.#holds = this.#links.map((link) => openSync(link, constants.O_RDWR | constants.O_NOCTTY));
  }

  async cut(): Promise<void> {
    this.#socat?.kill('SIGKILL');
    await this.#ended;
    this.#socat = undefined;
    // A killed socat leaves its links behind, pointing nowhere.
    for (const link of this.#links) rmSync(link, { force: true });
  }

  async stop(): Promise<void> {
    await this.cut();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #release(): void {
    for (const hold of this.#holds) closeSync(hold);
    this.#holds = [];
  }
}
