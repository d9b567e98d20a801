/** One board with a telephone line and a cabinet on it, driven by the manual clock; keeps every event. */
import { BusLane } from '../../devices/io-board/bus-lane.ts';
import { IoBoard } from '../../devices/io-board/io-board.ts';
import { boardModel } from '../../devices/io-board/models.ts';
import { parsePoint, type Point } from '../../devices/io-board/point-reference.ts';
import { PhoneLine } from '../../devices/phone-line/phone-line.ts';
import { SealCabinet } from '../../devices/seal-cabinet/seal-cabinet.ts';
import type { BoardConfiguration } from '../../devices/configuration.ts';
import type { DeviceEvent } from '../../devices/device-event.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { FakeBoard, FakeBus } from './io-board/fake-bus.ts';

export const INPUT = { ring: 0, hook: 1, door: 2, lock: 3, slot1: 4, slot2: 5 } as const;

export interface BenchDeskOptions {
  readonly mendOutputMode?: boolean;
  readonly pollMs?: number;
}

export class BenchDesk {
  readonly clock = new ManualClock();
  readonly board = new FakeBoard();
  readonly bus: FakeBus;
  readonly lane: BusLane;
  readonly io: IoBoard;
  readonly line: PhoneLine;
  readonly cabinet: SealCabinet;
  readonly events: DeviceEvent[] = [];
  private calls = 0;

  constructor(options: BenchDeskOptions = {}) {
    const { clock } = this;
    this.bus = new FakeBus(clock, new Map([[1, this.board]]));
    this.lane = new BusLane(this.bus, clock);
    const onEvent = (event: DeviceEvent): void => void this.events.push(event);
    const configuration: BoardConfiguration = {
      id: 'board-1',
      name: '',
      model: 'waveshare-io-8ch',
      address: this.bus.address,
      unit: 1,
      pollMs: options.pollMs ?? 25,
      mendOutputMode: options.mendOutputMode ?? false,
    };
    const model = boardModel('waveshare-io-8ch');
    if (model === undefined) throw new Error('the catalogue lost the board');
    this.io = new IoBoard({
      configuration,
      model,
      stationId: 'duty',
      coils: [0],
      lane: this.lane,
      clock,
      onEvent,
    });
    const board = (): IoBoard => this.io;
    this.line = new PhoneLine({
      configuration: { id: 'line-1', station: 'duty', name: '', number: '', ring: '', hook: '' },
      ring: input(INPUT.ring),
      hook: input(INPUT.hook),
      board,
      clock,
      newCallId: () => `call-${(this.calls += 1)}`,
      onEvent,
    });
    this.cabinet = new SealCabinet({
      configuration: {
        id: 'cabinet-1',
        station: 'cabinet',
        name: '',
        coil: '',
        door: '',
        lock: '',
        slots: [],
      },
      coil: { boardId: 'board-1', direction: 'out', index: 0, inverted: false },
      door: input(INPUT.door),
      lock: input(INPUT.lock),
      slots: [input(INPUT.slot1), input(INPUT.slot2)],
      board,
      clock,
      onEvent,
    });
    for (const closed of [INPUT.door, INPUT.lock, INPUT.slot1, INPUT.slot2]) this.board.inputs[closed] = true;
  }

  /** Starts everything, and lets a minute pass unless told otherwise, so that the line has been watched. */
  async start(settleMs = 60_000): Promise<this> {
    await this.line.start();
    await this.cabinet.start();
    await this.io.start();
    await this.clock.advanceAsync(settleMs);
    return this;
  }

  async stop(): Promise<void> {
    await this.line.stop();
    await this.cabinet.stop();
    await this.io.stop();
    await this.clock.flush();
  }

  /** Everything at once, as the registry does it. */
  async registryStop(): Promise<void> {
    await Promise.all([this.line.stop(), this.cabinet.stop(), this.io.stop()]);
  }

  async set(point: keyof typeof INPUT, closed: boolean, thenMs = 0): Promise<void> {
    this.board.inputs[INPUT[point]] = closed;
    await this.clock.advanceAsync(thenMs);
  }

  /** Events of the kinds named, oldest first. */
  of<Kind extends DeviceEvent['kind']>(
    ...kinds: readonly Kind[]
  ): readonly Extract<DeviceEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<DeviceEvent, { kind: Kind }> =>
      kinds.some((kind) => kind === event.kind),
    );
  }

  forget(): void {
    this.events.splice(0);
  }
}

function input(index: number): Point {
  const point = parsePoint(`board-1/in/${index}`);
  if (point === undefined) throw new Error(`no point ${index}`);
  return point;
}
