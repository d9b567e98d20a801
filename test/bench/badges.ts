/**
 * Badge to socket, at the pace of a busy entrance and at the fastest pace that is kept up. Floor and office take turns,
 * so that whatever else the machine does hits both; each value is the median of its rounds.
 */
import { join } from 'node:path';
import { startFloor, startOffice } from './badge-subject.ts';
import type { BadgeWire } from './badge-wire.ts';
import { type Figure, figure, median, percentile } from './figures.ts';
import { type LargeOffice, STAFF_COUNT } from './large-office.ts';
import { pass, passUntil } from './pace.ts';

const LATENCY_ROUNDS = 3;
const LATENCY_SAMPLES = 200;
const LATENCY_PER_SECOND = 20;
const RATE_ROUNDS = 3;
/** Badges fed to see how fast they are worked off when so many are always waiting: no higher rate can be kept up. */
const SATURATION = 3_000;
/** Fewer than a terminal's buffer holds (4,096 bytes), so that no frame is cut in two. */
const WAITING_MAX = 200;
const RATE_STEP_MS = 1_000;
const RATE_STEPS = 4;
const RATE_P99_MAX_MS = 15;

export interface BadgeFigures {
  readonly figures: readonly Figure[];
  /** Rows that are out of the order of arrival, missing or double; over all rounds. */
  readonly misplaced: number;
}

export async function measureBadges(office: LargeOffice, folder: string): Promise<BadgeFigures> {
  console.log('Badges at the pace of an entrance …');
  const latency = await measureLatency(office, folder);
  console.log('Badges at the fastest pace …');
  const rate = await measureRate(office, folder);
  return {
    figures: [...latency.figures, ...rate.figures],
    misplaced: latency.misplaced + rate.misplaced,
  };
}

async function measureLatency(office: LargeOffice, folder: string): Promise<BadgeFigures> {
  const floor = await startFloor(join(folder, 'floor-latency.db'));
  const ours = await startOffice(office);
  const rounds = { floor: new Array<readonly number[]>(), ours: new Array<readonly number[]>() };
  // One round that does not count warms both up.
  for (let round = 0; round <= LATENCY_ROUNDS; round += 1) {
    const samples = round === 0 ? LATENCY_PER_SECOND : LATENCY_SAMPLES;
    const floorMs = await paced(floor.wire, samples);
    const oursMs = await paced(ours.wire, samples);
    if (round === 0) continue;
    rounds.floor.push(floorMs);
    rounds.ours.push(oursMs);
  }
  const misplaced = (await ours.close()) + (await floor.close());
  const at = (percent: number, of: readonly (readonly number[])[]): number =>
    median(of.map((samples) => percentile(samples, percent)));
  return {
    misplaced,
    figures: [
      figure(
        'badge_to_socket_p50',
        at(50, rounds.ours),
        'ms',
        at(50, rounds.floor),
        '≤ 1.5 × the floor, at 20/s',
      ),
      figure(
        'badge_to_socket_p99',
        at(99, rounds.ours),
        'ms',
        at(99, rounds.floor),
        '≤ 2.5 × the floor, at 20/s',
      ),
    ],
  };
}

async function paced(wire: BadgeWire, samples: number): Promise<readonly number[]> {
  const from = wire.fed;
  const startMs = performance.now();
  for (let sample = 0; sample < samples; sample += 1) {
    await passUntil(startMs + (sample * 1000) / LATENCY_PER_SECOND);
    wire.feedOne();
  }
  await wire.allTold();
  return wire.latencies(from);
}

async function measureRate(office: LargeOffice, folder: string): Promise<BadgeFigures> {
  const found = {
    each: new Array<Sustained>(),
    grouped: new Array<Sustained>(),
    ours: new Array<Sustained>(),
  };
  let misplaced = 0;
  for (let round = 1; round <= RATE_ROUNDS; round += 1) {
    for (const commits of ['each', 'grouped'] as const) {
      const floor = await startFloor(join(folder, `floor-${commits}-${round}.db`), commits === 'grouped');
      found[commits].push(await sustained(floor.wire, Infinity));
      misplaced += await floor.close();
    }
    const ours = await startOffice(office);
    found.ours.push(await sustained(ours.wire, STAFF_COUNT));
    misplaced += await ours.close();
  }
  const kept = (of: readonly Sustained[]): number => median(of.map(({ perSecond }) => perSecond));
  const saturation = (of: readonly Sustained[]): number =>
    median(of.map(({ saturatedPerSecond }) => saturatedPerSecond));
  const { each, grouped, ours } = found;
  const aim = '≥ 3,200 and ≥ 0.6 × the floor, p99 ≤ 15 ms; this floor commits each badge';
  return {
    misplaced,
    figures: [
      figure('badges_per_second', kept(ours), '1/s', kept(each), aim),
      figure(
        'badges_per_second_grouped',
        kept(ours),
        '1/s',
        kept(grouped),
        'the same; this floor groups too',
      ),
      figure(
        'badges_per_second_saturated',
        saturation(ours),
        '1/s',
        saturation(each),
        `${WAITING_MAX} always waiting, whatever the delay; no aim`,
      ),
    ],
  };
}

interface Sustained {
  readonly perSecond: number;
  readonly saturatedPerSecond: number;
}

/** Halves its way to the highest rate, as a share of the rate at saturation, that is kept up; `cards` at most are fed. */
async function sustained(wire: BadgeWire, cards: number): Promise<Sustained> {
  await saturated(wire, Math.floor(SATURATION / 4));
  const saturatedPerSecond = await saturated(wire, SATURATION);
  let [kept, tooFast] = [0, saturatedPerSecond];
  for (let step = 0; step < RATE_STEPS; step += 1) {
    const perSecond = (kept + tooFast) / 2;
    if (wire.fed + (perSecond * RATE_STEP_MS) / 1000 > cards) break;
    if (await isKeptUp(wire, perSecond)) kept = perSecond;
    else tooFast = perSecond;
  }
  return { perSecond: kept, saturatedPerSecond };
}

/** Badges a second while `WAITING_MAX` are always waiting. */
async function saturated(wire: BadgeWire, count: number): Promise<number> {
  const from = wire.fed;
  while (wire.fed < from + count) {
    wire.feed(Math.min(WAITING_MAX - (wire.fed - wire.told), from + count - wire.fed));
    await pass(1);
  }
  await wire.allTold();
  return (count * 1000) / wire.spanMs(from);
}

/** p99 within bounds, and no more waiting at the end than arrives in that time. */
async function isKeptUp(wire: BadgeWire, perSecond: number): Promise<boolean> {
  const from = wire.fed;
  const startMs = performance.now();
  let isOverrun = false;
  for (let nowMs = startMs; nowMs < startMs + RATE_STEP_MS && !isOverrun; nowMs = performance.now()) {
    wire.feed(Math.floor(((nowMs - startMs) * perSecond) / 1000) - (wire.fed - from));
    await passUntil(nowMs + 1);
    isOverrun = wire.fed - wire.told > WAITING_MAX;
  }
  const backlog = wire.fed - wire.told;
  await wire.allTold();
  return (
    !isOverrun &&
    percentile(wire.latencies(from), 99) <= RATE_P99_MAX_MS &&
    backlog <= (perSecond * RATE_P99_MAX_MS) / 1000
  );
}
