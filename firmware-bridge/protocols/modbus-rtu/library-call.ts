/**
 * One Modbus call through the `modbus-serial` library, cut in two: it writes the request to a port that only keeps the
 * bytes, and gets the reply when we have one. Timing, order and late replies stay ours; encoding and decoding are the
 * library's. Each call has a client of its own, because the library knows replies only by "the last request".
 */
import { EventEmitter } from 'node:events';
import modbusSerial from 'modbus-serial';

export type ModbusClient = InstanceType<typeof modbusSerial.default>;

export interface LibraryCall<Result> {
  /** The request as it goes on the wire; empty where the library refuses the parameters, and `answer` tells why. */
  readonly frame: Uint8Array;
  /** Hands the reply to the library; resolves with its reading, rejects where it refuses the reply. */
  answer(reply: Uint8Array): Promise<Result>;
}

/** The library's custom port: what it writes is kept, what it reads is given. */
class CapturingPort extends EventEmitter {
  readonly isOpen = true;
  written: Uint8Array = new Uint8Array();

  open(callback: () => void): void {
    callback();
  }

  close(callback: () => void): void {
    callback();
  }

  write(bytes: Uint8Array): void {
    this.written = Uint8Array.from(bytes);
  }
}

/** Encodes one call. The library writes synchronously, so that the frame is there when this returns. */
export function libraryCall<Result>(
  unit: number,
  call: (client: ModbusClient) => Promise<Result>,
): LibraryCall<Result> {
  const port = new CapturingPort();
  const client = new modbusSerial.default(port);
  client.open(() => undefined);
  client.setID(unit);
  const result = call(client);
  return {
    frame: port.written,
    answer: (reply) => {
      if (port.written.length > 0) port.emit('data', Buffer.from(reply));
      return result;
    },
  };
}

/** The exception code of a refusal by the device, as the library reports it; undefined for any other error. */
export function exceptionCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('modbusCode' in error)) return undefined;
  return typeof error.modbusCode === 'number' ? error.modbusCode : undefined;
}
