/**
 * One board of eight inputs and eight outputs, as Waveshare's Modbus RTU IO 8CH and Relay (D) are documented
 * (hardware notes 5): coils, timed flashes by its own timer, output modes in holding registers. It answers requests as
 * data; modbus-bus-device.ts puts them on a wire.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import type { BoardState } from './virtual-hardware.ts';

export const INPUT_COUNT = 8;
export const OUTPUT_COUNT = 8;
/** Output modes, registers 1000h…1007h. */
export const OUTPUT_MODE = { normal: 0, linked: 1, toggle: 2, edge: 3 } as const;

const MODE_REGISTER_FIRST = 0x1000;
const FLASH_ON_FIRST = 0x0200;
const FLASH_OFF_FIRST = 0x0400;
const ALL_COILS = 0x00ff;
const COIL_ON = 0xff00;
const COIL_OFF = 0x0000;
const COIL_TOGGLE = 0x5500;
const FLASH_UNIT_MS = 100;
const FLASH_UNITS_MAX = 0x7fff;

const KNOWN_FUNCTIONS: readonly number[] = [0x01, 0x02, 0x03, 0x05, 0x06, 0x0f, 0x10];
/** Address, and value or count. */
const REQUEST_DATA_LENGTH_MIN = 4;
/** Most registers and bits that one reply can carry (Modbus specification). */
const REGISTERS_MAX = 125;
const BITS_MAX = 2000;

/** Exception codes of the Modbus specification. */
const ILLEGAL_FUNCTION = 0x01;
const ILLEGAL_ADDRESS = 0x02;
const ILLEGAL_VALUE = 0x03;

export type BoardAnswer =
  | { readonly kind: 'reply'; readonly data: readonly number[] }
  | { readonly kind: 'exception'; readonly code: number };

export interface BoardFlash {
  readonly output: number;
  /** True for 0200+n (energised, then released), false for 0400+n. */
  readonly on: boolean;
  readonly durationMs: number;
}

export interface ModbusBoardOptions {
  readonly clock: Clock;
  readonly state?: BoardState | undefined;
  /** An output has changed, for whatever reason. */
  readonly onOutput?: (output: number, on: boolean) => void;
  /** A timed flash was asked for and begun. */
  readonly onFlash?: (flash: BoardFlash) => void;
  readonly onModeChange?: () => void;
}

export class ModbusBoard {
  readonly #options: ModbusBoardOptions;
  readonly #inputs: boolean[] = Array.from({ length: INPUT_COUNT }, () => false);
  readonly #outputs: boolean[] = Array.from({ length: OUTPUT_COUNT }, () => false);
  readonly #modes: number[];
  readonly #flashEnds = new Map<number, () => void>();
  #powered = false;

  constructor(options: ModbusBoardOptions) {
    this.#options = options;
    this.#modes = Array.from(
      { length: OUTPUT_COUNT },
      (_, at) => options.state?.modes[at] ?? OUTPUT_MODE.normal,
    );
  }

  input(at: number): boolean {
    return this.#inputs[at] ?? false;
  }
  output(at: number): boolean {
    return this.#outputs[at] ?? false;
  }
  exportState(): BoardState {
    return { modes: [...this.#modes] };
  }

  /** The world outside closes or opens the contact at an input. */
  setInput(at: number, closed: boolean): void {
    if (this.#inputs[at] === closed) return;
    this.#inputs[at] = closed;
    if (this.#powered) this.#follow(at, closed);
  }

  powerOn(): void {
    this.#powered = true;
    this.#inputs.forEach((closed, at) => {
      if (this.#modes[at] === OUTPUT_MODE.linked) this.#setOutput(at, closed);
    });
  }

  /** Outputs fall and timers end; the modes are kept. */
  powerOff(): void {
    this.#powered = false;
    for (let at = 0; at < OUTPUT_COUNT; at += 1) {
      this.#endFlash(at);
      this.#setOutput(at, false);
    }
  }

  answer(functionCode: number, data: Uint8Array): BoardAnswer {
    if (!KNOWN_FUNCTIONS.includes(functionCode)) return exception(ILLEGAL_FUNCTION);
    if (data.length < REQUEST_DATA_LENGTH_MIN) return exception(ILLEGAL_VALUE);
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    switch (functionCode) {
      case 0x01:
        return readBits(this.#outputs, view);
      case 0x02:
        return readBits(this.#inputs, view);
      case 0x03:
        return this.#readRegisters(view);
      case 0x05:
        return this.#writeCoil(view.getUint16(0), view.getUint16(2), data);
      case 0x06:
        return this.#writeRegisters(view.getUint16(0), [view.getUint16(2)], data);
      case 0x0f:
        return this.#writeCoils(view, data);
      default:
        return this.#writeRegisterBlock(view, data);
    }
  }

  #readRegisters(view: DataView): BoardAnswer {
    const first = view.getUint16(0) - MODE_REGISTER_FIRST;
    const count = view.getUint16(2);
    if (count < 1 || count > REGISTERS_MAX) return exception(ILLEGAL_VALUE);
    if (first < 0 || first + count > OUTPUT_COUNT) return exception(ILLEGAL_ADDRESS);
    const values = this.#modes.slice(first, first + count);
    return { kind: 'reply', data: [count * 2, ...values.flatMap((value) => [value >> 8, value & 0xff])] };
  }

  #writeCoil(address: number, value: number, echo: Uint8Array): BoardAnswer {
    if (isFlash(address, FLASH_ON_FIRST)) return this.#flash(address - FLASH_ON_FIRST, value, true, echo);
    if (isFlash(address, FLASH_OFF_FIRST)) return this.#flash(address - FLASH_OFF_FIRST, value, false, echo);
    if (address >= OUTPUT_COUNT && address !== ALL_COILS) return exception(ILLEGAL_ADDRESS);
    if (value !== COIL_ON && value !== COIL_OFF && value !== COIL_TOGGLE) return exception(ILLEGAL_VALUE);
    for (const at of address === ALL_COILS ? this.#outputs.keys() : [address]) {
      this.#write(at, value === COIL_TOGGLE ? !this.output(at) : value === COIL_ON);
    }
    return { kind: 'reply', data: [...echo] };
  }

  #flash(at: number, units: number, on: boolean, echo: Uint8Array): BoardAnswer {
    if (units < 1 || units > FLASH_UNITS_MAX) return exception(ILLEGAL_VALUE);
    const durationMs = units * FLASH_UNIT_MS;
    this.#endFlash(at);
    this.#options.onFlash?.({ output: at, on, durationMs });
    const cancel = this.#options.clock.setTimer(durationMs, () => {
      this.#flashEnds.delete(at);
      this.#setOutput(at, !on);
    });
    this.#flashEnds.set(at, cancel);
    this.#setOutput(at, on);
    return { kind: 'reply', data: [...echo] };
  }

  #writeCoils(view: DataView, data: Uint8Array): BoardAnswer {
    const [first, count, byteCount] = [view.getUint16(0), view.getUint16(2), data[4] ?? 0];
    if (count < 1 || byteCount !== Math.ceil(count / 8) || data.length !== 5 + byteCount)
      return exception(ILLEGAL_VALUE);
    if (first + count > OUTPUT_COUNT) return exception(ILLEGAL_ADDRESS);
    for (let at = 0; at < count; at += 1)
      this.#write(first + at, (((data[5 + (at >> 3)] ?? 0) >> (at & 7)) & 1) === 1);
    return { kind: 'reply', data: [...data.subarray(0, 4)] };
  }

  #writeRegisterBlock(view: DataView, data: Uint8Array): BoardAnswer {
    const [first, count, byteCount] = [view.getUint16(0), view.getUint16(2), data[4] ?? 0];
    if (count < 1 || byteCount !== count * 2 || data.length !== 5 + byteCount)
      return exception(ILLEGAL_VALUE);
    return this.#writeRegisters(
      first,
      Array.from({ length: count }, (_, at) => view.getUint16(5 + at * 2)),
      data.subarray(0, 4),
    );
  }

  #writeRegisters(address: number, values: readonly number[], echo: Uint8Array): BoardAnswer {
    const first = address - MODE_REGISTER_FIRST;
    if (first < 0 || first + values.length > OUTPUT_COUNT) return exception(ILLEGAL_ADDRESS);
    if (values.some((value) => value > OUTPUT_MODE.edge)) return exception(ILLEGAL_VALUE);
    values.forEach((mode, at) => {
      this.#modes[first + at] = mode;
      if (mode === OUTPUT_MODE.linked) this.#write(first + at, this.input(first + at));
    });
    this.#options.onModeChange?.();
    return { kind: 'reply', data: [...echo] };
  }

  /** What an output in a mode other than 0 does when its input changes. */
  #follow(at: number, closed: boolean): void {
    const mode = this.#modes[at];
    if (mode === OUTPUT_MODE.linked) this.#write(at, closed);
    if (mode === OUTPUT_MODE.edge || (mode === OUTPUT_MODE.toggle && closed))
      this.#write(at, !this.output(at));
  }

  /** A normal write ends a flash that is running. */
  #write(at: number, on: boolean): void {
    this.#endFlash(at);
    this.#setOutput(at, on);
  }

  #endFlash(at: number): void {
    this.#flashEnds.get(at)?.();
    this.#flashEnds.delete(at);
  }

  #setOutput(at: number, on: boolean): void {
    if (this.#outputs[at] === on) return;
    this.#outputs[at] = on;
    this.#options.onOutput?.(at, on);
  }
}

function isFlash(address: number, first: number): boolean {
  return address >= first && address < first + OUTPUT_COUNT;
}

function readBits(bits: readonly boolean[], view: DataView): BoardAnswer {
  const [first, count] = [view.getUint16(0), view.getUint16(2)];
  if (count < 1 || count > BITS_MAX) return exception(ILLEGAL_VALUE);
  if (first + count > bits.length) return exception(ILLEGAL_ADDRESS);
  const bytes: number[] = Array.from({ length: Math.ceil(count / 8) }, () => 0);
  for (let at = 0; at < count; at += 1) {
    if (bits[first + at] === true) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return { kind: 'reply', data: [bytes.length, ...bytes] };
}

function exception(code: number): BoardAnswer {
  return { kind: 'exception', code };
}
