/**
 * A Modbus RTU bus on one of our transports: calls in turn, cabinet writes first, every one with a timeout computed from
 * the baud rate, never repeated by itself (the board's driver knows what may be). Late replies, echoes and noise end
 * here. See modbus-bus.ts for the contract.
 */
import { BridgeError } from '../../bridge-error.ts';
import type { Clock } from '../../clock.ts';
import { ScanningDeframer } from '../../framing/scanning-deframer.ts';
import type { AwaitedReply } from '../../link/awaited-replies.ts';
import { RequestLink, type LinkRequest } from '../../link/request-link.ts';
import type { Transport } from '../../transports/transport.ts';
import { ModbusReplyShape } from './frame.ts';
import { exceptionCodeOf, libraryCall, type LibraryCall, type ModbusClient } from './library-call.ts';
import type { ModbusBus, ModbusBusListener } from './modbus-bus.ts';

/** What a board and the adapters before it may take to answer; boards answer in 5–10 ms, serial servers add up to 100. */
const REPLY_TIMEOUT_MS = 200;
const FLASH_ON_BASE = 0x0200;
const FLASH_TENTHS_MAX = 0x7fff;
const READ_COILS = 0x01;
const READ_DISCRETE_INPUTS = 0x02;
const READ_HOLDING_REGISTERS = 0x03;
const WRITE_COIL = 0x05;
const WRITE_REGISTER = 0x06;
const WRITE_COILS = 0x0f;
const WRITE_REGISTERS = 0x10;
const EXCEPTION_BIT = 0x80;

interface Call<Result> {
  readonly unit: number;
  readonly code: number;
  /** Bytes of the reply before its CRC that are known beforehand. */
  readonly replyPrefix: readonly number[];
  readonly replyLength: number;
  readonly urgent: boolean;
  readonly mayStillSend?: () => boolean;
  readonly invoke: (client: ModbusClient) => Promise<Result>;
}

interface Probe {
  readonly code: number;
  readonly byteCount: number;
  readonly invoke: (client: ModbusClient) => Promise<unknown>;
}
/** The commonest requests are polls of inputs and looks at coils: where both are in doubt, a register is asked for. */
const PROBES: readonly Probe[] = [
  { code: READ_COILS, byteCount: 1, invoke: (client) => client.readCoils(0, 1) },
  { code: READ_DISCRETE_INPUTS, byteCount: 1, invoke: (client) => client.readDiscreteInputs(0, 1) },
  { code: READ_HOLDING_REGISTERS, byteCount: 2, invoke: (client) => client.readHoldingRegisters(0, 1) },
];

export class ModbusRtuBus implements ModbusBus {
  readonly address: string;
  private readonly link: RequestLink;
  private readonly shape = new ModbusReplyShape();
  private readonly probes = new Map<string, LinkRequest<Uint8Array>>();
  private listener: ModbusBusListener | undefined;
  private lastRequest: Uint8Array = new Uint8Array();
  private echoes = 0;
  private exceptions = 0;

  constructor(options: { readonly transport: Transport; readonly clock: Clock }) {
    this.address = options.transport.address;
    this.link = new RequestLink({
      transport: options.transport,
      clock: options.clock,
      deframer: new ScanningDeframer(this.shape),
      probesFor: (request) => this.probesFor(request),
      listener: {
        onUp: () => this.listener?.onUp(),
        onDown: (reason) => this.listener?.onDown(reason),
        onDiscarded: () => undefined,
        onStray: (frame) => this.countEcho(frame),
      },
    });
  }

  /** requests, timeouts, probes, late-replies, stray-frames, echoes, exceptions, discarded-<reason> bytes, openings. */
  get counters(): Readonly<Record<string, number>> {
    return { ...this.link.counters, echoes: this.echoes, exceptions: this.exceptions };
  }

  start(listener: ModbusBusListener): void {
    this.listener = listener;
    this.link.start();
  }

  async stop(): Promise<void> {
    await this.link.stop();
  }

  async readCoils(unit: number, start: number, count: number, urgent = false): Promise<readonly boolean[]> {
    return this.readBits(READ_COILS, unit, start, count, urgent);
  }

  async readDiscreteInputs(
    unit: number,
    start: number,
    count: number,
    urgent = false,
  ): Promise<readonly boolean[]> {
    return this.readBits(READ_DISCRETE_INPUTS, unit, start, count, urgent);
  }

  async readHoldingRegisters(
    unit: number,
    start: number,
    count: number,
    urgent = false,
  ): Promise<readonly number[]> {
    const result = await this.call({
      unit,
      code: READ_HOLDING_REGISTERS,
      replyPrefix: [unit, READ_HOLDING_REGISTERS, count * 2],
      replyLength: 5 + count * 2,
      urgent,
      invoke: (client) => client.readHoldingRegisters(start, count),
    });
    return result.data;
  }

  async writeCoil(unit: number, coil: number, on: boolean): Promise<void> {
    await this.write(unit, WRITE_COIL, [...word(coil), on ? 0xff : 0, 0], (client) =>
      client.writeCoil(coil, on),
    );
  }

  async flashCoil(unit: number, coil: number, tenths: number, mayStillSend: () => boolean): Promise<void> {
    if (!Number.isInteger(tenths) || tenths < 1 || tenths > FLASH_TENTHS_MAX) {
      throw new RangeError(`a pulse of ${tenths} tenths of a second cannot be asked for`);
    }
    // The library's own FC05 knows only on and off; its custom function sends the same frame with our value.
    const data = [...word(FLASH_ON_BASE + coil), ...word(tenths)];
    await this.write(
      unit,
      WRITE_COIL,
      data,
      (client) => client.customFunction(WRITE_COIL, data),
      mayStillSend,
    );
  }

  async writeRegister(unit: number, register: number, value: number): Promise<void> {
    await this.write(unit, WRITE_REGISTER, [...word(register), ...word(value)], (client) =>
      client.writeRegister(register, value),
    );
  }

  async writeCoils(unit: number, start: number, values: readonly boolean[]): Promise<void> {
    await this.write(unit, WRITE_COILS, [...word(start), ...word(values.length)], (client) =>
      client.writeCoils(start, [...values]),
    );
  }

  async writeRegisters(unit: number, start: number, values: readonly number[]): Promise<void> {
    await this.write(unit, WRITE_REGISTERS, [...word(start), ...word(values.length)], (client) =>
      client.writeRegisters(start, [...values]),
    );
  }

  private async readBits(
    code: typeof READ_COILS | typeof READ_DISCRETE_INPUTS,
    unit: number,
    start: number,
    count: number,
    urgent: boolean,
  ): Promise<readonly boolean[]> {
    const byteCount = Math.ceil(count / 8);
    const result = await this.call({
      unit,
      code,
      replyPrefix: [unit, code, byteCount],
      replyLength: 5 + byteCount,
      urgent,
      invoke: (client) =>
        code === READ_COILS ? client.readCoils(start, count) : client.readDiscreteInputs(start, count),
    });
    // The library gives whole bytes; what is beyond the count is padding.
    return result.data.slice(0, count);
  }

  /** Writes go before reads. The reply repeats address and value (or count), which the library does not compare. */
  private async write(
    unit: number,
    code: number,
    echoed: readonly number[],
    invoke: (client: ModbusClient) => Promise<unknown>,
    mayStillSend: () => boolean = () => true,
  ): Promise<void> {
    const replyPrefix = [unit, code, ...echoed];
    await this.call({ unit, code, replyPrefix, replyLength: 8, urgent: true, mayStillSend, invoke });
  }

  private async call<Result>(call: Call<Result>): Promise<Result> {
    const library = libraryCall(call.unit, call.invoke);
    if (library.frame.length === 0) return library.answer(new Uint8Array());
    const { reply } = await this.link.request(this.linkRequest(call, library.frame), { urgent: call.urgent });
    return this.read(call, library, reply);
  }

  private linkRequest(call: Omit<Call<unknown>, 'invoke'>, frame: Uint8Array): LinkRequest<Uint8Array> {
    const { unit, code, replyPrefix } = call;
    return {
      name: `FC${code.toString(16).toUpperCase().padStart(2, '0')} unit ${unit}`,
      device: String(unit),
      kind: `${unit}/${code}`,
      frame,
      replyLengthMax: call.replyLength,
      replyTimeoutMs: REPLY_TIMEOUT_MS,
      idempotent: false,
      mayStillSend: () => {
        if (call.mayStillSend?.() === false) return false;
        this.lastRequest = frame;
        this.shape.sent(frame);
        return true;
      },
      readReply: (bytes) => {
        const isException = bytes.length === 5 && bytes[0] === unit && bytes[1] === (code | EXCEPTION_BIT);
        const isReply =
          bytes.length === call.replyLength &&
          replyPrefix.every((expected, index) => bytes[index] === expected);
        return isException || isReply ? bytes : undefined;
      },
    };
  }

  private async read<Result>(
    call: Call<Result>,
    library: LibraryCall<Result>,
    reply: Uint8Array,
  ): Promise<Result> {
    try {
      return await library.answer(reply);
    } catch (error) {
      const exception = exceptionCodeOf(error);
      const context = { unit: call.unit, code: call.code };
      if (exception === undefined) {
        throw new BridgeError('BRIDGE_REPLY_MALFORMED', String(error), { cause: error, context });
      }
      this.exceptions += 1;
      throw new BridgeError('BRIDGE_REFUSED', `the board refused the call: exception ${exception}`, {
        cause: error,
        context: { ...context, exception },
      });
    }
  }

  /** One coil, one input or one register of the same unit, by functions other than the request's. */
  private probesFor(request: AwaitedReply): readonly LinkRequest<Uint8Array>[] {
    const unit = Number(request.device);
    return PROBES.filter(({ code }) => request.kind !== `${unit}/${code}`).map((probe) =>
      this.probe(unit, probe),
    );
  }

  /**
   * A refusal serves as well. One object per unit and function, so that the late reply to one probe also answers the
   * next.
   */
  private probe(unit: number, { code, byteCount, invoke }: Probe): LinkRequest<Uint8Array> {
    const key = `${unit}/${code}`;
    const known = this.probes.get(key);
    if (known !== undefined) return known;
    const { frame } = libraryCall(unit, invoke);
    const replyPrefix = [unit, code, byteCount];
    const probe = this.linkRequest(
      { unit, code, replyPrefix, replyLength: 5 + byteCount, urgent: true },
      frame,
    );
    this.probes.set(key, probe);
    return probe;
  }

  private countEcho(frame: Uint8Array): void {
    const { lastRequest } = this;
    if (frame.length === lastRequest.length && frame.every((byte, index) => byte === lastRequest[index]))
      this.echoes += 1;
  }
}

function word(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}
