/**
 * The board's side of Modbus RTU: finds requests by their length and checksum, and by the silence of 3.5 characters
 * where that fails; makes replies. Written for the simulator alone, from the serial line specification.
 *
 *   0     1         2 … n-3   n-2 n-1
 *   unit  function  data      CRC-16 (A001 reflected, FFFF at the start), low byte first
 */

/** Longest frame of the specification. */
const FRAME_LENGTH_MAX = 256;
/** Unit, function and CRC. */
const FRAME_LENGTH_MIN = 4;
const CRC_LENGTH = 2;
const CRC_POLYNOMIAL = 0xa001;

export interface ModbusRequest {
  /** 0: broadcast. */
  readonly unit: number;
  readonly functionCode: number;
  /** What stands between function code and CRC. */
  readonly data: Uint8Array;
}

export class ModbusRequestReader {
  #pending: number[] = [];
  #discardedBytes = 0;

  /** Bytes that belonged to no request. */
  get discardedBytes(): number {
    return this.#discardedBytes;
  }

  /** Takes bytes and returns the requests whose length is known and whose checksum is right. */
  push(bytes: Uint8Array): readonly ModbusRequest[] {
    this.#pending.push(...bytes);
    const found: ModbusRequest[] = [];
    for (let request = this.#next(); request !== undefined; request = this.#next()) found.push(request);
    if (this.#pending.length > FRAME_LENGTH_MAX) this.#drop();
    return found;
  }

  /** The line fell silent: what is there is one request, if its checksum says so, or nothing. */
  endOfFrame(): ModbusRequest | undefined {
    const whole = Uint8Array.from(this.#pending);
    if (whole.length >= FRAME_LENGTH_MIN && crcIsRight(whole)) {
      this.#pending = [];
      return toRequest(whole);
    }
    this.#drop();
    return undefined;
  }

  reset(): void {
    this.#pending = [];
  }

  #next(): ModbusRequest | undefined {
    const length = requestLength(this.#pending);
    if (length === undefined || this.#pending.length < length) return undefined;
    const frame = Uint8Array.from(this.#pending.slice(0, length));
    if (!crcIsRight(frame)) return undefined;
    this.#pending.splice(0, length);
    return toRequest(frame);
  }

  #drop(): void {
    this.#discardedBytes += this.#pending.length;
    this.#pending = [];
  }
}

/** Length of the request that begins here, where its function says so. */
function requestLength(bytes: readonly number[]): number | undefined {
  const [, functionCode] = bytes;
  if (functionCode === undefined) return undefined;
  if (functionCode >= 0x01 && functionCode <= 0x06) return 8;
  const byteCount = bytes[6];
  return (functionCode === 0x0f || functionCode === 0x10) && byteCount !== undefined
    ? 9 + byteCount
    : undefined;
}

function toRequest(frame: Uint8Array): ModbusRequest {
  return {
    unit: frame[0] ?? 0,
    functionCode: frame[1] ?? 0,
    data: frame.slice(2, frame.length - CRC_LENGTH),
  };
}

/** Adds the checksum to unit, function and data. */
export function modbusFrame(unit: number, functionCode: number, data: readonly number[]): Uint8Array {
  const body = [unit, functionCode, ...data];
  const crc = crc16(body);
  return Uint8Array.from([...body, crc & 0xff, crc >> 8]);
}

function crcIsRight(frame: Uint8Array): boolean {
  const body = frame.subarray(0, frame.length - CRC_LENGTH);
  const crc = crc16([...body]);
  return frame[frame.length - 2] === (crc & 0xff) && frame[frame.length - 1] === crc >> 8;
}

function crc16(bytes: readonly number[]): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ CRC_POLYNOMIAL;
  }
  return crc;
}
