/** One lane for all boards of a bus: order, fairness, and what happens to those who wait when the wire goes. */
import { describe, expect, it } from 'vitest';
import { BusLane, type LaneMember } from '../../../devices/io-board/bus-lane.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { FakeBoard, FakeBus } from './fake-bus.ts';

class HandMember implements LaneMember {
  dueAtMs = 0;
  ups = 0;
  readonly downs: string[] = [];
  readonly seenAtMs: number[] = [];
  private readonly lane: BusLane;
  private readonly clock: ManualClock;
  private readonly unit: number;
  private readonly everyMs: number;

  constructor(lane: BusLane, clock: ManualClock, unit: number, everyMs: number) {
    this.lane = lane;
    this.clock = clock;
    this.unit = unit;
    this.everyMs = everyMs;
  }

  async poll(): Promise<void> {
    try {
      await this.lane.bus.readDiscreteInputs(this.unit, 0, 8);
      this.seenAtMs.push(this.clock.monotonicMs());
    } catch {
      this.dueAtMs = this.clock.monotonicMs() + 500;
      return;
    }
    this.dueAtMs = this.clock.monotonicMs() + this.everyMs;
  }

  onBusUp(): void {
    this.ups += 1;
    this.dueAtMs = this.clock.monotonicMs();
  }

  onBusDown(reason: string): void {
    this.downs.push(reason);
  }

  get longestGapMs(): number {
    return Math.max(...this.seenAtMs.slice(1).map((atMs, at) => atMs - (this.seenAtMs[at] ?? 0)));
  }
}

function lane(): {
  readonly clock: ManualClock;
  readonly bus: FakeBus;
  readonly lane: BusLane;
  readonly boards: readonly FakeBoard[];
} {
  const clock = new ManualClock();
  const boards = [new FakeBoard(), new FakeBoard()];
  const bus = new FakeBus(clock, new Map(boards.map((board, at) => [at + 1, board])));
  return { clock, bus, boards, lane: new BusLane(bus, clock) };
}

describe('bus lane', () => {
  it('two busy boards take turns, one request in flight', async () => {
    const bench = lane();
    const members = [1, 2].map((unit) => new HandMember(bench.lane, bench.clock, unit, 1));
    for (const member of members) bench.lane.join(member);
    await bench.clock.advanceAsync(2000);
    expect(bench.bus.mostInFlight).toBe(1);
    const counts = members.map(({ seenAtMs }) => seenAtMs.length);
    expect(Math.abs((counts[0] ?? 0) - (counts[1] ?? 0))).toBeLessThanOrEqual(1);
    expect(counts[0]).toBeGreaterThan(40);
  });

  it('a silent board leaves the others gaps that hide no burst', async () => {
    const bench = lane();
    bench.bus.timeoutMs = 400;
    const members = [1, 2].map((unit) => new HandMember(bench.lane, bench.clock, unit, 20));
    for (const member of members) bench.lane.join(member);
    const silent = bench.boards[1];
    if (silent !== undefined) silent.answers = false;
    await bench.clock.advanceAsync(20_000);
    expect(members[0]?.longestGapMs).toBeLessThan(900);
  });

  it('what is urgent goes before every poll, in the order asked', async () => {
    const bench = lane();
    bench.lane.join(new HandMember(bench.lane, bench.clock, 1, 1));
    await bench.clock.advanceAsync(5);
    const order: string[] = [];
    for (const name of ['first', 'second']) {
      void bench.lane.urgent(async () => {
        order.push(name);
        await bench.bus.readCoils(2);
      });
    }
    await bench.clock.advanceAsync(200);
    const after = bench.bus.requests.slice(1, 3).map(({ name }) => name);
    expect([order, after]).toEqual([
      ['first', 'second'],
      ['FC01', 'FC01'],
    ]);
  });

  it('what waits is refused, not sent, when the wire goes; and nothing waits for it to come back', async () => {
    const bench = lane();
    const member = new HandMember(bench.lane, bench.clock, 1, 1);
    bench.lane.join(member);
    await bench.clock.advanceAsync(5);
    let ran = false;
    const waiting = bench.lane.urgent(() => Promise.resolve((ran = true)));
    const refused = expect(waiting).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
    bench.bus.unplug('cable');
    await refused;
    await expect(bench.lane.urgent(() => Promise.resolve())).rejects.toMatchObject({
      code: 'DEVICE_OFFLINE',
    });
    bench.bus.plug();
    await bench.clock.advanceAsync(100);
    expect([ran, member.ups, member.downs]).toEqual([false, 2, ['cable']]);
  });

  it('a request that throws holds up nobody', async () => {
    const bench = lane();
    const member = new HandMember(bench.lane, bench.clock, 1, 1);
    bench.lane.join(member);
    await bench.clock.advanceAsync(5);
    const thrown = bench.lane.urgent((): Promise<void> => {
      throw new RangeError('no such coil');
    });
    const refused = expect(thrown).rejects.toBeInstanceOf(RangeError);
    await bench.clock.advanceAsync(500);
    await refused;
    expect(member.seenAtMs.length).toBeGreaterThan(10);
  });

  it('the bus is closed when the last member leaves, and a stranger’s leaving closes nothing', async () => {
    const bench = lane();
    const [one, two] = [1, 2].map((unit) => new HandMember(bench.lane, bench.clock, unit, 20));
    if (one === undefined || two === undefined) throw new Error('no members');
    bench.lane.join(one);
    bench.lane.join(two);
    await bench.lane.leave(one);
    await bench.lane.leave(one);
    await bench.clock.advanceAsync(500);
    expect(two.seenAtMs.length).toBeGreaterThan(5);
    await bench.lane.leave(two);
    expect(bench.clock.pendingTimers).toBe(0);
  });

  it('a standstill is known to whoever asks since before it, and to nobody who asks since after', async () => {
    const bench = lane();
    bench.lane.join(new HandMember(bench.lane, bench.clock, 1, 20));
    await bench.clock.advanceAsync(1000);
    const beforeMs = bench.clock.monotonicMs();
    bench.clock.stall(3000);
    expect(bench.lane.pausedSince(beforeMs)).toBeGreaterThan(2500);
    await bench.clock.advanceAsync(1000);
    expect(bench.lane.pausedSince(beforeMs)).toBeGreaterThan(2500);
    expect(bench.lane.pausedSince(bench.clock.monotonicMs())).toBe(0);
  });
});
