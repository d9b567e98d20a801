/**
 * A Modbus bus without bytes: boards as tables, replies after a set time of the manual clock, and faults on demand. It
 * keeps every request in order, with its moment, and holds at most one in flight, as the port promises.
 */
import { BridgeError, type ModbusBus, type ModbusBusListener } from '../../../firmware-bridge/index.ts';
import type { BridgeErrorCode } from '../../../firmware-bridge/index.ts';
import type { ManualClock } from '../../support/manual-clock.ts';

export interface FakeRequest {
  readonly name: string;
  readonly unit: number;
  readonly atMs: number;
}

export class FakeBoard {
  readonly inputs: boolean[] = Array.from({ length: 8 }, () => false);
  readonly coils: boolean[] = Array.from({ length: 8 }, () => false);
  readonly modes: number[] = Array.from({ length: 8 }, () => 0);
  /** What happens to a pulse: the relay obeys, or only the write does. */
  coilObeys = true;
  answers = true;
  timerEnds = true;
}

export class FakeBus implements ModbusBus {
  readonly address = 'tcp://127.0.0.1:1';
  readonly counters: Record<string, number> = { requests: 0 };
  readonly requests: FakeRequest[] = [];
  readonly flashes: {
    readonly unit: number;
    readonly coil: number;
    readonly tenths: number;
    readonly atMs: number;
  }[] = [];
  replyMs = 20;
  timeoutMs = 100;
  /** Each flash consumes one: `lost` reaches the board and its reply is lost, `cut` takes the wire down after it. */
  readonly flashFaults: ('lost' | 'cut' | 'refused' | 'not-open')[] = [];
  onFlash: () => void = () => undefined;
  private readonly clock: ManualClock;
  private readonly boards: ReadonlyMap<number, FakeBoard>;
  private listener: ModbusBusListener | undefined;
  private up = false;
  private inFlight: ((error: BridgeError) => void) | undefined;
  mostInFlight = 0;
  private pending = 0;

  constructor(clock: ManualClock, boards: ReadonlyMap<number, FakeBoard>) {
    this.clock = clock;
    this.boards = boards;
  }

  start(listener: ModbusBusListener): void {
    this.listener = listener;
    this.plug();
  }

  stop(): Promise<void> {
    this.up = false;
    this.listener = undefined;
    this.inFlight?.(new BridgeError('BRIDGE_DISCONNECTED', 'stopped'));
    return Promise.resolve();
  }

  plug(): void {
    this.up = true;
    this.listener?.onUp();
  }

  unplug(reason = 'unplugged'): void {
    this.up = false;
    this.inFlight?.(new BridgeError('BRIDGE_DISCONNECTED', reason));
    this.listener?.onDown(reason);
  }

  readCoils(unit: number): Promise<readonly boolean[]> {
    return this.request('FC01', unit, (board) => [...board.coils]);
  }

  readDiscreteInputs(unit: number): Promise<readonly boolean[]> {
    return this.request('FC02', unit, (board) => [...board.inputs]);
  }

  readHoldingRegisters(unit: number): Promise<readonly number[]> {
    return this.request('FC03', unit, (board) => [...board.modes]);
  }

  writeCoil(unit: number, coil: number, on: boolean): Promise<void> {
    return this.request('FC05', unit, (board) => {
      board.coils[coil] = on;
    });
  }

  async flashCoil(unit: number, coil: number, tenths: number, mayStillSend: () => boolean): Promise<void> {
    const fault = this.flashFaults.shift();
    if (fault === 'not-open') throw new BridgeError('BRIDGE_NOT_OPEN', 'not open');
    if (!mayStillSend()) throw new BridgeError('BRIDGE_WITHDRAWN', 'withdrawn');
    await this.request('flash', unit, (board) => this.flash(board, { unit, coil, tenths }), fault);
  }

  writeRegister(): Promise<void> {
    return Promise.reject(new BridgeError('BRIDGE_REFUSED', 'illegal function'));
  }

  writeCoils(): Promise<void> {
    return Promise.reject(new BridgeError('BRIDGE_REFUSED', 'illegal function'));
  }

  writeRegisters(unit: number, start: number, values: readonly number[]): Promise<void> {
    return this.request('FC10', unit, (board) => {
      values.forEach((value, at) => (board.modes[start - 0x1000 + at] = value));
    });
  }

  count(name: string): number {
    return this.requests.filter((request) => request.name === name).length;
  }

  private flash(
    board: FakeBoard,
    pulse: { readonly unit: number; readonly coil: number; readonly tenths: number },
  ): void {
    this.flashes.push({ ...pulse, atMs: this.clock.monotonicMs() });
    this.onFlash();
    if (!board.coilObeys) return;
    board.coils[pulse.coil] = true;
    if (board.timerEnds) this.clock.setTimer(pulse.tenths * 100, () => (board.coils[pulse.coil] = false));
  }

  private request<Reply>(
    name: string,
    unit: number,
    act: (board: FakeBoard) => Reply,
    fault?: 'lost' | 'cut' | 'refused' | 'not-open',
  ): Promise<Reply> {
    this.counters['requests'] = (this.counters['requests'] ?? 0) + 1;
    if (!this.up) return Promise.reject(new BridgeError('BRIDGE_NOT_OPEN', 'not open'));
    this.requests.push({ name, unit, atMs: this.clock.monotonicMs() });
    this.pending += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.pending);
    const board = this.boards.get(unit);
    return new Promise<Reply>((resolve, reject) => {
      const end = (settle: () => void): void => {
        cancel();
        this.inFlight = undefined;
        this.pending -= 1;
        settle();
      };
      const fail = (code: BridgeErrorCode): void => end(() => reject(new BridgeError(code, code)));
      const silent = board === undefined || !board.answers;
      const reply = silent || fault === 'refused' ? undefined : { value: act(board) };
      const lost = reply === undefined || fault === 'lost';
      const delayMs = lost && fault !== 'refused' ? this.timeoutMs : this.replyMs;
      const cancel = this.clock.setTimer(delayMs, () => {
        if (fault === 'refused') fail('BRIDGE_REFUSED');
        else if (reply === undefined || fault === 'lost') fail('BRIDGE_REPLY_TIMEOUT');
        else end(() => resolve(reply.value));
      });
      this.inFlight = (error) => end(() => reject(error));
      if (fault === 'cut') this.unplug('unplugged');
    });
  }
}
