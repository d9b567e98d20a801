/** A Modbus bus over a wire in memory, and the frames that its tests share. */
import { BridgeError } from '../../../firmware-bridge/bridge-error.ts';
import { modbusCrc } from '../../../firmware-bridge/protocols/modbus-rtu/frame.ts';
import { ModbusRtuBus } from '../../../firmware-bridge/protocols/modbus-rtu/modbus-rtu-bus.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';

export const READ_INPUTS = '01 02 00 00 00 08 79 CC';
export const READ_COILS = '01 01 00 00 00 08 3D CC';
export const PROBE = '01 01 00 00 00 01 FD CA';

export interface Bench {
  readonly clock: ManualClock;
  readonly wire: MemoryTransport;
  readonly bus: ModbusRtuBus;
  readonly ups: string[];
}
export async function bench(address = 'serial:///dev/memory'): Promise<Bench> {
  const clock = new ManualClock();
  const wire = new MemoryTransport(clock, { address, baudRate: 9_600 });
  const bus = new ModbusRtuBus({ transport: wire, clock });
  const ups: string[] = [];
  bus.start({ onUp: () => ups.push('up'), onDown: () => ups.push('down') });
  await clock.flush();
  return { clock, wire, bus, ups };
}

export function withCrc(...bytes: readonly number[]): Uint8Array {
  const crc = modbusCrc(Uint8Array.from(bytes));
  return Uint8Array.of(...bytes, crc & 0xff, crc >> 8);
}
export function inputsReply(bits: number): Uint8Array {
  return withCrc(1, 2, 1, bits);
}
/** Coil or input probe of unit 1, answered. */
export const PROBE_REPLY = withCrc(1, 1, 1, 0);

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof BridgeError ? error.code : String(error);
}
