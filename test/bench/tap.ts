/** A stretch of TCP cable that tells when which bytes passed, in this process's monotonic time. Changes nothing. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TapListener {
  toDevice(bytes: Uint8Array, atMs: number): void;
  toHost(bytes: Uint8Array, atMs: number): void;
}
export interface Tap {
  readonly port: number;
  stop(): void;
}

/** In front of a device that listens on a loopback port. */
export async function tap(devicePort: number, listener: TapListener): Promise<Tap> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (host) => {
    const device = connect({ host: '127.0.0.1', port: devicePort, noDelay: true });
    host.on('data', (bytes) => {
      listener.toDevice(bytes, performance.now());
      device.write(bytes);
    });
    device.on('data', (bytes) => {
      host.write(bytes);
      listener.toHost(bytes, performance.now());
    });
    for (const [end, other] of [
      [host, device],
      [device, host],
    ] as const) {
      sockets.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        sockets.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    port: portOf(server.address()),
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the tap has no port');
  return address.port;
}
