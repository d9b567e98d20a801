/**
 * The port to one Modbus RTU bus (a serial adapter or a ser2net socket) with boards on it. Calls are serialised:
 * one request in flight, each with an explicit timeout; a late reply is never taken for the next request's.
 */
export interface ModbusBus {
  readonly address: string;
  /** Opens the wire and keeps it open. `onUp`/`onDown` tell when it is there; they alternate, starting with either. */
  start(listener: ModbusBusListener): void;
  stop(): Promise<void>;
  /** FC01. Rejects with `BridgeError` (BRIDGE_REPLY_TIMEOUT, BRIDGE_REFUSED with the exception code, …), as all do. */
  readCoils(unit: number, start: number, count: number, urgent?: boolean): Promise<readonly boolean[]>;
  /** FC02 */
  readDiscreteInputs(
    unit: number,
    start: number,
    count: number,
    urgent?: boolean,
  ): Promise<readonly boolean[]>;
  /** FC03 */
  readHoldingRegisters(
    unit: number,
    start: number,
    count: number,
    urgent?: boolean,
  ): Promise<readonly number[]>;
  /** FC05 FF00 / 0000 */
  writeCoil(unit: number, coil: number, on: boolean): Promise<void>;
  /**
   * FC05 to 0x0200 + coil: the board energises for `tenths` × 100 ms by its own timer. 1…0x7FFF. Never retried.
   * `mayStillSend` is asked once, immediately before the bytes are handed to the wire, after every wait for other
   * requests; false: nothing is sent and the call rejects with BRIDGE_WITHDRAWN.
   */
  flashCoil(unit: number, coil: number, tenths: number, mayStillSend: () => boolean): Promise<void>;
  /** FC06 */
  writeRegister(unit: number, register: number, value: number): Promise<void>;
  /** FC0F */
  writeCoils(unit: number, start: number, values: readonly boolean[]): Promise<void>;
  /** FC10 */
  writeRegisters(unit: number, start: number, values: readonly number[]): Promise<void>;
  readonly counters: Readonly<Record<string, number>>;
}

export interface ModbusBusListener {
  onUp(): void;
  onDown(reason: string): void;
}
