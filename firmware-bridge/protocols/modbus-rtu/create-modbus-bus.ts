/** Makes the bus of a configured address; what the registry of devices is given. */
import type { Clock } from '../../clock.ts';
import { createTransport, type CreateTransportOptions } from '../../transports/address.ts';
import type { ModbusBus } from './modbus-bus.ts';
import { ModbusRtuBus } from './modbus-rtu-bus.ts';

/** A bus, not started. Throws `BridgeError` BRIDGE_ADDRESS_INVALID. */
export function createModbusBus(
  address: string,
  clock: Clock,
  options: CreateTransportOptions = {},
): ModbusBus {
  return new ModbusRtuBus({ transport: createTransport(address, clock, options), clock });
}
