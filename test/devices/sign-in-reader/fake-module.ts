/**
 * A fingerprint module at the byte level, written from the manual (hardware notes §1.1–1.5) and sharing no code with the
 * driver: a library, a notepad, a finger on the glass, and ways to fail.
 */
import type { Clock } from '../../../firmware-bridge/clock.ts';
import type { MemoryTransport } from '../../support/memory-transport.ts';

const NO_REPLY = undefined;

export interface FakeFinger {
  readonly print: string;
  /** Code that Img2Tz gives for it instead of 00. */
  readonly flaw?: number;
}

export class FakeModule {
  capacity = 200;
  readonly library = new Map<number, string>();
  readonly notepad = new Map<number, Uint8Array>();
  password = 0;
  finger: FakeFinger | undefined;
  powered = true;
  hasIndexTable = true;
  hasNotepad = true;
  hasParameters = true;
  knowsGreen = true;
  /** Called with each opcode before it is carried out; a number is the code it answers instead, 'silent' none. */
  intercept: (opcode: number, parameters: Uint8Array) => number | 'silent' | undefined = () => undefined;
  readonly opcodes: number[] = [];
  readonly lights: string[] = [];
  private readonly wire: MemoryTransport;
  private readonly clock: Clock;
  private readonly buffers = new Map<number, string>();
  private image: FakeFinger | undefined;

  constructor(wire: MemoryTransport, clock: Clock) {
    this.wire = wire;
    this.clock = clock;
    wire.onWrite = (bytes) => this.hear(bytes);
  }

  /** Forgets all but library and notepad; says 55 when it is back, after a spurious 00. */
  powerCycle(): void {
    this.image = undefined;
    this.buffers.clear();
    this.wire.deliver(Uint8Array.of(0x00, 0x55));
  }

  private hear(frame: Uint8Array): void {
    if (!this.powered) return;
    const opcode = frame[9] ?? 0;
    const parameters = frame.slice(10, frame.length - 2);
    this.opcodes.push(opcode);
    const forced = this.intercept(opcode, parameters);
    if (forced === 'silent') return;
    const payload = forced === undefined ? this.answer(opcode, parameters) : [forced];
    if (payload === NO_REPLY) return;
    this.clock.setTimer(5, () => {
      if (this.powered) this.wire.deliver(acknowledgement(payload));
    });
  }

  private answer(opcode: number, parameters: Uint8Array): readonly number[] | undefined {
    const view = new DataView(parameters.buffer);
    switch (opcode) {
      case 0x13:
        return [view.getUint32(0) === this.password ? 0 : 0x13];
      case 0x0f:
        if (!this.hasParameters) return [0x19];
        return [
          0,
          0,
          4,
          0,
          0,
          this.capacity >> 8,
          this.capacity & 0xff,
          0,
          3,
          255,
          255,
          255,
          255,
          0,
          2,
          0,
          6,
        ];
      case 0x19:
        return this.hasNotepad
          ? [0, ...(this.notepad.get(parameters[0] ?? 0) ?? new Uint8Array(32))]
          : [0xfc];
      case 0x18:
        if (!this.hasNotepad) return [0xfc];
        this.notepad.set(parameters[0] ?? 0, parameters.slice(1));
        return [0];
      case 0x1f:
        return this.hasIndexTable ? [0, ...this.indexTable(parameters[0] ?? 0)] : [0xfc];
      case 0x01:
        this.image = this.finger;
        return [this.finger === undefined ? 0x02 : 0x00];
      case 0x02:
        return this.convert(parameters[0] ?? 0);
      case 0x04:
        return this.search(parameters[0] ?? 0);
      case 0x05:
        return [this.buffers.get(1) === this.buffers.get(2) && this.buffers.has(1) ? 0x00 : 0x0a];
      case 0x06:
        if (view.getUint16(1) >= this.capacity) return [0x0b];
        this.library.set(view.getUint16(1), this.buffers.get(1) ?? '');
        return [0];
      case 0x07:
        return [this.library.has(view.getUint16(1)) ? 0x00 : 0x0c];
      case 0x0c:
        for (let page = 0; page < view.getUint16(2); page += 1) this.library.delete(view.getUint16(0) + page);
        return [0];
      case 0x1d:
        return [0, this.library.size >> 8, this.library.size & 0xff];
      case 0x35:
        this.lights.push([...parameters].join('.'));
        return [parameters[2] === 4 && !this.knowsGreen ? 0x19 : 0x00];
      default:
        return [0xfc];
    }
  }

  private convert(buffer: number): readonly number[] {
    if (this.image === undefined) return [0x15];
    if (this.image.flaw !== undefined) return [this.image.flaw];
    this.buffers.set(buffer, this.image.print);
    return [0];
  }

  private search(buffer: number): readonly number[] {
    const print = this.buffers.get(buffer);
    const found = [...this.library].find(([, stored]) => stored === print);
    // The R503 leaves junk where the page would be.
    return found === undefined ? [0x09, 0x01, 0xee, 0, 0] : [0, found[0] >> 8, found[0] & 0xff, 0, 96];
  }

  private indexTable(indexPage: number): readonly number[] {
    const bits = new Uint8Array(32);
    for (const page of this.library.keys()) {
      if (page >> 8 === indexPage)
        bits[(page & 0xff) >> 3] = (bits[(page & 0xff) >> 3] ?? 0) | (1 << (page & 7));
    }
    return [...bits];
  }
}

function acknowledgement(payload: readonly number[]): Uint8Array {
  const body = [0x07, 0x00, payload.length + 2, ...payload];
  const sum = body.reduce((total, byte) => total + byte, 0);
  return Uint8Array.of(0xef, 0x01, 0xff, 0xff, 0xff, 0xff, ...body, sum >> 8, sum & 0xff);
}
