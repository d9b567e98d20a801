/**
 * Runs one of the independent peers of test/peers: commands go in as JSON lines, facts come out as JSON lines. Waits on
 * facts, never on time.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { until } from './until.ts';

export type PeerName =
  'fingerprint_module' | 'card_reader' | 'io_board' | 'fingerprint_client' | 'board_client';
/** One line that a peer printed; `at` is its wall clock, epoch ms. */
export type PeerFact = Readonly<Record<string, unknown>>;

export interface Peer {
  /** All facts so far, oldest first. */
  readonly facts: readonly PeerFact[];
  send(command: Readonly<Record<string, unknown>>): void;
  /**
   * The first fact at or after position `from` (default 0) in `facts` that has `key` and passes `test`. Rejects with
   * everything printed when the peer ends or 15 s pass.
   */
  fact(key: string, test?: (value: unknown, fact: PeerFact) => boolean, from?: number): Promise<PeerFact>;
  /** Sends `command` and waits for the first fact with `key` that comes after it. */
  ask(command: Readonly<Record<string, unknown>>, key: string): Promise<PeerFact>;
  /** Ends it and waits; safe to call twice. */
  stop(): Promise<void>;
}

const PYTHON = '/usr/bin/python3';
const FACT_LIMIT_MS = 15_000;

/** `args` as the peer's own documentation names them, e.g. `['--port', pair.device, '--pages', '5']`. */
export async function startPeer(name: PeerName, args: readonly string[]): Promise<Peer> {
  const file = join(import.meta.dirname, '..', 'peers', `${name}.py`);
  const child = spawn(PYTHON, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const facts: PeerFact[] = [];
  let complaint = '';
  let partial = '';
  let over = false;
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => (complaint += text));
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    const lines = (partial + text).split('\n');
    partial = lines.pop() ?? '';
    for (const line of lines) facts.push(toFact(line));
  });
  // Writing to a peer that has just ended is no error of the test; what it misses is.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => (complaint += error.message));
    child.once('close', () => {
      over = true;
      resolve();
    });
  });
  const find = (
    key: string,
    test: (value: unknown, fact: PeerFact) => boolean,
    from: number,
  ): PeerFact | undefined => facts.slice(from).find((fact) => key in fact && test(fact[key], fact));
  const peer: Peer = {
    facts,
    send: (command) => child.stdin.write(`${JSON.stringify(command)}\n`),
    fact: async (key, test = () => true, from = 0) => {
      await until(
        `${name} tells of ${key}`,
        () => over || find(key, test, from) !== undefined,
        FACT_LIMIT_MS,
      );
      const found = find(key, test, from);
      if (found === undefined)
        throw new Error(`${name} ended without ${key}:\n${complaint}\n${JSON.stringify(facts)}`);
      return found;
    },
    ask: (command, key) => {
      const from = facts.length;
      peer.send(command);
      return peer.fact(key, () => true, from);
    },
    stop: async () => {
      child.stdin.end();
      child.kill('SIGTERM');
      await ended;
    },
  };
  await peer.fact(args.includes('--listen') ? 'listening' : 'ready');
  return peer;
}

function toFact(line: string): PeerFact {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(`no fact: ${line}`);
  return Object.fromEntries(Object.entries(parsed));
}
