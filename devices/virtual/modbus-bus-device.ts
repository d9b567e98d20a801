/**
 * Several boards on one RS-485 pair: each answers to its unit number, all obey a broadcast and none answers it. The
 * adapter may be one of those that echo every request.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import { byteTimeMs } from './byte-pacer.ts';
import type { ModbusBoard } from './modbus-board.ts';
import { modbusFrame, ModbusRequestReader, type ModbusRequest } from './modbus-frame.ts';
import type { WireDevice } from './wire.ts';

export interface ModbusBusDeviceOptions {
  readonly clock: Clock;
  readonly baudRate: number;
  /** False: boards answer at once. Default true. */
  readonly paced?: boolean;
  readonly send: (bytes: Uint8Array) => void;
  /** Boards by unit number, 1–247. */
  readonly boards: ReadonlyMap<number, ModbusBoard>;
  /** The adapter returns what it is sent before any reply, boards or no boards. */
  readonly echoing?: boolean;
}

const BROADCAST_UNIT = 0;
const SILENCE_CHARACTERS = 3.5;
/** Above 19200 baud the specification fixes the silence. */
const SILENCE_MIN_MS = 1.75;
/** Time in which a board understands a request; design value. */
const BOARD_WORK_MS = 2;
const EXCEPTION_FLAG = 0x80;

export class ModbusBusDevice implements WireDevice {
  readonly #options: ModbusBusDeviceOptions;
  readonly #reader = new ModbusRequestReader();
  readonly #silenceMs: number;
  #cancelSilence: (() => void) | undefined;
  readonly #cancelReplies = new Set<() => void>();

  constructor(options: ModbusBusDeviceOptions) {
    this.#options = options;
    this.#silenceMs = Math.max(SILENCE_MIN_MS, SILENCE_CHARACTERS * byteTimeMs(options.baudRate));
  }

  /** Bytes that were no request to anyone. */
  get discardedBytes(): number {
    return this.#reader.discardedBytes;
  }

  powerOn(): void {
    for (const board of this.#options.boards.values()) board.powerOn();
  }

  powerOff(): void {
    this.#cancelSilence?.();
    for (const cancel of this.#cancelReplies) cancel();
    this.#cancelReplies.clear();
    this.#reader.reset();
    for (const board of this.#options.boards.values()) board.powerOff();
  }

  receive(bytes: Uint8Array, goesOn = false): void {
    if (this.#options.echoing === true) this.#options.send(bytes);
    this.#cancelSilence?.();
    for (const request of this.#reader.push(bytes)) this.#obey(request);
    if (goesOn) return;
    this.#cancelSilence = this.#options.clock.setTimer(this.#silenceMs, () => {
      const request = this.#reader.endOfFrame();
      if (request !== undefined) this.#obey(request);
    });
  }

  #obey(request: ModbusRequest): void {
    if (request.unit === BROADCAST_UNIT) {
      for (const board of this.#options.boards.values()) board.answer(request.functionCode, request.data);
      return;
    }
    const board = this.#options.boards.get(request.unit);
    if (board === undefined) return;
    const answer = board.answer(request.functionCode, request.data);
    const frame =
      answer.kind === 'reply'
        ? modbusFrame(request.unit, request.functionCode, answer.data)
        : modbusFrame(request.unit, request.functionCode | EXCEPTION_FLAG, [answer.code]);
    if (this.#options.paced === false) {
      this.#options.send(frame);
      return;
    }
    const cancel = this.#options.clock.setTimer(this.#silenceMs + BOARD_WORK_MS, () => {
      this.#cancelReplies.delete(cancel);
      this.#options.send(frame);
    });
    this.#cancelReplies.add(cancel);
  }
}
