/** Two cabinets on one board: what is done for one coil is not undone for the other. */
import { describe, expect, it } from 'vitest';
import { BusLane } from '../../../devices/io-board/bus-lane.ts';
import { IoBoard } from '../../../devices/io-board/io-board.ts';
import { BOARD_MODELS } from '../../../devices/io-board/models.ts';
import { BridgeError } from '../../../firmware-bridge/index.ts';
import type { DeviceEvent } from '../../../devices/device-event.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { FakeBoard, FakeBus } from './fake-bus.ts';

interface Desk {
  readonly clock: ManualClock;
  readonly bus: FakeBus;
  readonly board: FakeBoard;
  readonly io: IoBoard;
  readonly events: readonly DeviceEvent[];
}

/** A board that fires the coils 0 and 1; started and seen. */
async function desk(prepare: (bus: FakeBus, board: FakeBoard) => void = () => undefined): Promise<Desk> {
  const clock = new ManualClock();
  const board = new FakeBoard();
  const bus = new FakeBus(clock, new Map([[1, board]]));
  prepare(bus, board);
  const [model] = BOARD_MODELS;
  if (model === undefined) throw new Error('the catalogue lost the boards');
  const events: DeviceEvent[] = [];
  const io = new IoBoard({
    configuration: {
      id: 'board-1',
      name: '',
      model: model.model,
      address: bus.address,
      unit: 1,
      pollMs: 25,
      mendOutputMode: false,
    },
    model,
    stationId: 'cabinet',
    coils: [0, 1],
    lane: new BusLane(bus, clock),
    clock,
    onEvent: (event) => events.push(event),
  });
  await io.start();
  await clock.advanceAsync(1000);
  return { clock, bus, board, io, events };
}

describe('YX-Y1: two coils on one board', () => {
  it('YX-Y1: each that outlives its timer is switched off', async () => {
    const { clock, board, io } = await desk();
    board.timerEnds = false;
    const pulses = [io.flash(0, 5, () => true)];
    await clock.advanceAsync(300);
    pulses.push(io.flash(1, 5, () => true));
    await clock.advanceAsync(3000);
    expect(await Promise.all(pulses)).toEqual([{ name: 'seen-on' }, { name: 'seen-on' }]);
    expect(board.coils.slice(0, 2)).toEqual([false, false]);
    expect(io.status().counters['coilsSwitchedOff']).toBe(2);
  });

  it('YX-Y1: a pulse ends by its own timer while the other output is looked at for its mode', async () => {
    const { clock, bus, board, io } = await desk((_, prepared) => (prepared.modes[1] = 1));
    await clock.advanceAsync(28_900);
    const looksBefore = bus.count('FC03');
    const pulse = io.flash(0, 10, () => true);
    await clock.advanceAsync(500);
    expect(board.coils[0]).toBe(true);
    await clock.advanceAsync(1000);
    expect(await pulse).toEqual({ name: 'seen-on' });
    expect(io.status().counters['coilsSwitchedOff']).toBe(0);
    expect(bus.count('FC03')).toBe(looksBefore + 1);
  });
});

describe('a board that refuses to tell its output modes', () => {
  it('answers all the same: its inputs stay in sight, its outputs are not trusted', async () => {
    const { clock, io, events } = await desk((bus) => {
      bus.readHoldingRegisters = () => Promise.reject(new BridgeError('BRIDGE_REFUSED', 'exception 2'));
    });
    await clock.advanceAsync(60_000);
    expect(io.status()).toMatchObject({ health: 'degraded', reason: 'output-mode-wrong' });
    expect(events.filter(({ kind }) => kind === 'health-changed')).toHaveLength(2);
    expect(await io.flash(0, 5, () => true)).toEqual({ name: 'not-sent', reason: 'output-mode-wrong' });
  });
});
