/** The two programs that badges are fed to: the bare floor and the whole service, each with a socket that listens. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import { Journal } from '../../server/journal/journal.ts';
import { openScreen } from '../support/office-client.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';
import { BadgeWire } from './badge-wire.ts';
import { cardOf, type LargeOffice, nameOf, personIdOf } from './large-office.ts';

export interface BadgeSubject {
  readonly wire: BadgeWire;
  readonly pid: number;
  /** Ends it; returns how many badges it holds out of the order in which they were fed, or holds twice, or lacks. */
  close(): Promise<number>;
}

const FLOOR = join(import.meta.dirname, 'floor.mjs');

/** `grouped`: what comes at once shares a commit. */
export async function startFloor(database: string, grouped = false): Promise<BadgeSubject> {
  return startFloorOn(await openPtyPair(), database, grouped);
}

/** On a cable that lies there already. */
export async function startFloorOn(cable: PtyPair, database: string, grouped = false): Promise<BadgeSubject> {
  const child = spawn(
    process.execPath,
    [FLOOR, '--serial', cable.host, '--database', database, ...(grouped ? ['--grouped'] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim()));
    child.once('error', reject);
    child.once('close', () => reject(new Error('the floor ended before it listened')));
  });
  const socket = io(origin, { transports: ['websocket'], reconnection: false });
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const wire = new BadgeWire(cable.device);
  socket.on('badge', ({ position, card }: { readonly position: number; readonly card: string }) =>
    wire.heard(position, (number) => card === cardOf(number)),
  );
  return {
    wire,
    pid: child.pid ?? 0,
    close: async () => {
      socket.close();
      child.kill('SIGTERM');
      await ended;
      await wire.close();
      await cable.stop();
      return wire.misordered;
    },
  };
}

/**
 * The totals of the entrance screen count everyone who has signed in, and the card beside them names the last of them:
 * together they say which badges have been told, also where one push tells of many.
 */
export async function startOffice(office: LargeOffice): Promise<BadgeSubject> {
  const cable = await openPtyPair();
  const service = await office.start(cable.host);
  const screen = await openScreen(service.origin, 'entrance');
  const wire = new BadgeWire(cable.device);
  screen.onDelta(({ set }) => {
    const signed = field(set['totals'], 'signed');
    const name = field(set['badge'], 'name');
    if (typeof signed === 'number') wire.heard(signed, (number) => name === nameOf(number));
  });
  return {
    wire,
    pid: service.pid,
    close: async () => {
      screen.close();
      await service.stop();
      const fed = wire.fed;
      await wire.close();
      await cable.stop();
      const misplaced = misplacedInJournal(join(service.data, 'journal.db'), fed);
      service.remove();
      return misplaced + wire.misordered + screen.gaps;
    },
  };
}

/** Rows of the journal that are not the badge fed at that place; badges that are missing count as well. */
function misplacedInJournal(file: string, fed: number): number {
  const database = new Database(file, { readonly: true });
  try {
    const journal = new Journal(database);
    const people = journal
      .readFrom(1, journal.head().position)
      .flatMap((event) => (event.type === 'people.badge-recorded' ? [event.data.personId] : []));
    const misplaced = people.filter((personId, at) => personId !== personIdOf(at)).length;
    return misplaced + Math.abs(people.length - fed);
  } finally {
    database.close();
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}
