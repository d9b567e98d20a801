/**
 * The far end of the board's wire at 9600 baud, paced: one telephone line and the cabinet hang on it. Knows the moment
 * at which a ring contact closed and at which the first byte of a pulse's frame came in.
 */
import { Cabinet } from '../../devices/virtual/cabinet.ts';
import { ModbusBoard } from '../../devices/virtual/modbus-board.ts';
import { ModbusBusDevice } from '../../devices/virtual/modbus-bus-device.ts';
import { Wire, type WireDevice } from '../../devices/virtual/wire.ts';
import type { Clock } from '../../firmware-bridge/clock.ts';

const BAUD_RATE = 9600;
export const BOARD_POINTS = { ring: 0, hook: 1, door: 2, lock: 3, firstSlot: 4, slots: 4 } as const;

export class TimedBoard {
  readonly wire: Wire;
  readonly cabinet: Cabinet;
  readonly #board: ModbusBoard;
  /** First byte of the request that is coming in; undefined between an answer and the next request. */
  #requestFromMs: number | undefined;
  #pulsesAtMs: number[] = [];

  constructor(clock: Clock) {
    this.wire = new Wire({ clock, baudRate: BAUD_RATE, paced: true });
    this.#board = new ModbusBoard({
      clock,
      onOutput: (output, on) => {
        if (output === 0) this.cabinet.setCoil(on);
      },
      onFlash: () => this.#pulsesAtMs.push(this.#requestFromMs ?? performance.now()),
    });
    this.cabinet = new Cabinet({
      clock,
      slotCount: BOARD_POINTS.slots,
      onDoorContact: (closed) => this.#board.setInput(BOARD_POINTS.door, closed),
      onLockContact: (closed) => this.#board.setInput(BOARD_POINTS.lock, closed),
      onSlotContact: (slot, closed) => this.#board.setInput(BOARD_POINTS.firstSlot + slot - 1, closed),
    });
    for (let point = BOARD_POINTS.door; point < BOARD_POINTS.firstSlot + BOARD_POINTS.slots; point += 1) {
      this.#board.setInput(point, true);
    }
    this.wire.attach(this.#timed(clock));
  }

  /** Moments of the pulses so far. */
  get pulsesAtMs(): readonly number[] {
    return this.#pulsesAtMs;
  }

  /** Bell voltage on or off; returns when. */
  bell(on: boolean): number {
    this.#board.setInput(BOARD_POINTS.ring, on);
    return performance.now();
  }

  handset(lifted: boolean): void {
    this.#board.setInput(BOARD_POINTS.hook, lifted);
  }

  #timed(clock: Clock): WireDevice {
    const bus = new ModbusBusDevice({
      clock,
      baudRate: BAUD_RATE,
      boards: new Map([[1, this.#board]]),
      send: (bytes) => {
        this.#requestFromMs = undefined;
        this.wire.send(bytes);
      },
    });
    return {
      powerOn: () => bus.powerOn(),
      powerOff: () => bus.powerOff(),
      receive: (bytes) => {
        this.#requestFromMs ??= performance.now();
        bus.receive(bytes);
      },
    };
  }
}
