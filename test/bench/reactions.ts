/**
 * How fast the whole office answers its wires: the third ring, the opening of the cabinet, a cable put back, the start;
 * and how much memory it takes. The floor rings, opens and reconnects nothing: only start and memory are held against it.
 */
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CabinetSessionValue, LineValue, LockValue } from '../../server/contract/screens.ts';
import { type LiveScreen, openScreen } from '../support/office-client.ts';
import { openPtyPair } from '../support/pty.ts';
import type { Service } from '../support/service.ts';
import { until } from '../support/until.ts';
import { startFloorOn } from './badge-subject.ts';
import { idTwelveFrame } from './badge-wire.ts';
import { type Figure, figure, median, percentile } from './figures.ts';
import { cardOf } from './large-office.ts';
import { pass } from './pace.ts';
import { measureScreens } from './screens.ts';
import { CUSTODIAN_CARD, CUSTODIAN_FINGER, prepareOpenings, WiredOffice } from './wired-office.ts';

const STARTS = 3;
const IDLE_MS = 3_000;
const CALLS = 8;
/** A burst as long as a real one, and a pause that parts one ring from the next; real ones only take longer. */
const BURST_MS = 1_000;
const PAUSE_MS = 1_500;
/** A third ring not told by now was not counted: a machine so busy that the board's answers came late. */
const HEARD_WITHIN_MS = 500;
/** Six pulses a minute are the cabinet's budget. */
const OPENINGS = 6;
/** A card counts again this long after it was taken away. */
const CARD_AGAIN_MS = 3_500;
const REPLUGS = 3;
const CARD_EVERY_MS = 25;
/** Cards that are held up while the reader is looked for; those after them are left for the screens. */
const REPLUG_CARDS = 60;

export async function measureReactions(folder: string): Promise<readonly Figure[]> {
  const office = await WiredOffice.open(folder);
  try {
    console.log('Starts …');
    const floor = await measureFloor(folder);
    const starts = await measureStarts(office, floor.startMs);
    const service = await office.start();
    try {
      await readersAreUp(service);
      const rss = await measureResident(service, floor.residentMb);
      console.log('Rings and openings …');
      const requestId = await prepareOpenings(office, service);
      const rings = await measureRings(office, service);
      const openings = await measureOpenings(office, service, requestId);
      const replugs = await measureReplugs(office, service);
      console.log('Screens …');
      const screens = await measureScreens(service, office.entranceCable.device, REPLUG_CARDS);
      return [...rings, ...openings, ...replugs, ...screens, rss, ...starts];
    } finally {
      await service.stop();
      service.remove();
    }
  } finally {
    await office.close();
  }
}

/** From spawning the floor to its first socket, and what it takes when idle. */
async function measureFloor(
  folder: string,
): Promise<{ readonly startMs: number; readonly residentMb: number }> {
  const startsMs: number[] = [];
  const residents: number[] = [];
  for (let start = 1; start <= STARTS; start += 1) {
    const cable = await openPtyPair();
    const fromMs = performance.now();
    const floor = await startFloorOn(cable, join(folder, `floor-start-${start}.db`));
    startsMs.push(performance.now() - fromMs);
    await pass(IDLE_MS);
    residents.push(residentMb(floor.pid));
    await floor.close();
  }
  return { startMs: median(startsMs), residentMb: median(residents) };
}

/** From spawning the built service to the first snapshot at a socket. */
async function measureStarts(office: WiredOffice, floorMs: number): Promise<readonly Figure[]> {
  const startsMs: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const fromMs = performance.now();
    const service = await office.start();
    const screen = await openScreen(service.origin, 'entrance');
    startsMs.push(performance.now() - fromMs);
    screen.close();
    await service.stop();
    service.remove();
  }
  return [
    figure('start_to_live_ms', median(startsMs), 'ms', floorMs, '≤ 1,000, spawn to the first snapshot'),
  ];
}

async function readersAreUp(service: Service): Promise<void> {
  const screen = await openScreen(service.origin, 'cabinet');
  await screen.waitFor('lock', (lock: LockValue) => lock.state === 'locked');
  screen.close();
}

/** Idle, with every device on its wire and the screen of each station before it. */
async function measureResident(service: Service, floorMb: number): Promise<Figure> {
  const screens = await Promise.all(
    (['entrance', 'duty', 'cabinet'] as const).map((screen) => openScreen(service.origin, screen)),
  );
  await pass(IDLE_MS);
  const resident = residentMb(service.pid);
  for (const screen of screens) screen.close();
  return figure('rss_mb', resident, 'MB', floorMb, '≤ 100, idle, all stations and screens connected');
}

async function measureRings(office: WiredOffice, service: Service): Promise<readonly Figure[]> {
  const screen = await openScreen(service.origin, 'duty');
  const heard = new Map<string, number>();
  screen.onDelta(({ set }) => {
    const line = set['line/line-1'];
    if (typeof line === 'object' && line !== null && 'state' in line)
      heard.set(String(line.state), performance.now());
  });
  const lineIs = (state: LineValue['state']): Promise<void> =>
    screen.waitFor('line/line-1', (line: LineValue) => line.state === state);
  const latencies: number[] = [];
  await lineIs('idle');
  for (let call = 0; call < CALLS; call += 1) {
    heard.clear();
    let thirdAtMs = 0;
    for (let ring = 1; ring <= 3; ring += 1) {
      // Rings come at any moment of the polling; a fixed rhythm could keep step with it.
      if (ring > 1) await pass(PAUSE_MS + ((call * 7) % 25));
      thirdAtMs = office.board.bell(true);
      await pass(BURST_MS);
      office.board.bell(false);
    }
    await pass(HEARD_WITHIN_MS);
    const pastLimitMs = heard.get('past-limit');
    if (pastLimitMs !== undefined) latencies.push(pastLimitMs - thirdAtMs);
    office.board.handset(true);
    await screen.waitFor('line/line-1', (line: LineValue) => ['in-call', 'off-hook'].includes(line.state));
    office.board.handset(false);
    await lineIs('idle');
  }
  screen.close();
  return [
    figure(
      'third_ring_to_socket_p99',
      percentile(latencies, 99),
      'ms',
      undefined,
      `≤ 150, of which 100 the burst must last; ${latencies.length} of ${CALLS} calls told`,
    ),
  ];
}

/** A program stands in for the custodian's hand and touches 开柜 the moment the screen offers it. */
async function measureOpenings(
  office: WiredOffice,
  service: Service,
  requestId: string,
): Promise<readonly Figure[]> {
  const screen = await openScreen(service.origin, 'cabinet');
  const { board, cabinetCard, cabinetFinger } = office;
  const [fromAck, fromTouch]: [number[], number[]] = [[], []];
  const stepIs = (step: CabinetSessionValue['step']): Promise<void> =>
    screen.waitFor('session', (session: CabinetSessionValue) => session.step === step);
  const lockIs = (state: LockValue['state']): Promise<void> =>
    screen.waitFor('lock', (lock: LockValue) => lock.state === state);
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const touched = touchWhenOffered(screen, requestId);
    cabinetCard.reader.present(CUSTODIAN_CARD, 300);
    await screen.waitFor('session', (session: CabinetSessionValue) => session.factors.includes('card'));
    const againMs = performance.now() + CARD_AGAIN_MS;
    cabinetFinger.module.press(CUSTODIAN_FINGER, 700);
    await screen.waitFor('session', (session: CabinetSessionValue) => session.intentId !== undefined);
    const touchMs = await touched;
    await until('the pulse reaches the board', () => board.pulsesAtMs.length > opening);
    const pulseMs = board.pulsesAtMs[opening] ?? Number.POSITIVE_INFINITY;
    fromAck.push(pulseMs - office.searchAckAtMs);
    fromTouch.push(pulseMs - touchMs);
    await until('the bolt is drawn', () => !board.cabinet.boltOut);
    board.cabinet.openDoor();
    await lockIs('open');
    board.cabinet.closeDoor();
    await lockIs('locked');
    await stepIs('idle');
    await pass(againMs - performance.now());
  }
  screen.close();
  return [
    figure(
      'approve_to_pulse_p99',
      percentile(fromAck, 99),
      'ms',
      undefined,
      `≤ 50, last byte of the finger's ack to first byte of the pulse, 开柜 touched at once; ${OPENINGS} openings`,
    ),
    figure(
      'open_request_to_pulse_p99',
      percentile(fromTouch, 99),
      'ms',
      undefined,
      'of that, from the touch on',
    ),
  ];
}

/** Resolves with the moment of the touch, once it was granted. */
function touchWhenOffered(screen: LiveScreen, requestId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let offered = false;
    const touch = async (): Promise<void> => {
      await granted(screen, 'seals.choose', { requestIds: [requestId] });
      const touchMs = performance.now();
      await granted(screen, 'seals.open', { ground: 'use', requestIds: [requestId] });
      resolve(touchMs);
    };
    screen.onDelta(({ set }) => {
      const session = set['session'];
      if (offered || typeof session !== 'object' || session === null || !('step' in session)) return;
      if (session.step !== 'choose') return;
      offered = true;
      touch().catch(reject);
    });
  });
}

async function granted(screen: LiveScreen, type: string, body: unknown): Promise<void> {
  const answer = await screen.request(type, body);
  if (!answer.ok) throw new Error(`${type} refused: ${JSON.stringify(answer)}`);
}

/** From the moment the cable is there again, cards are held to the reader until the first is told. */
async function measureReplugs(office: WiredOffice, service: Service): Promise<readonly Figure[]> {
  const screen = await openScreen(service.origin, 'entrance');
  const { entranceCable } = office;
  let toldAtMs: number | undefined;
  screen.onDelta(({ set }) => {
    if ('badge' in set) toldAtMs ??= performance.now();
  });
  const tookMs: number[] = [];
  let card = 0;
  for (let replug = 0; replug < REPLUGS; replug += 1) {
    await entranceCable.cut();
    // Long enough out for the reader to be missed and looked for.
    await pass(1_000 + replug * 130);
    toldAtMs = undefined;
    const fromMs = performance.now();
    await entranceCable.restore();
    const device = openSync(entranceCable.device, constants.O_RDWR | constants.O_NOCTTY);
    await until('a badge is told after the cable is back', async () => {
      writeSync(device, idTwelveFrame(cardOf(card % REPLUG_CARDS)));
      card += 1;
      await pass(CARD_EVERY_MS);
      return toldAtMs !== undefined;
    });
    closeSync(device);
    tookMs.push((toldAtMs ?? Number.POSITIVE_INFINITY) - fromMs);
  }
  screen.close();
  return [
    figure(
      'replug_to_event',
      median(tookMs),
      'ms',
      undefined,
      `≤ 1,000, cable going in to the first badge; ${REPLUGS} times`,
    ),
  ];
}

function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
