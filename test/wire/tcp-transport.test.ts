/** The TCP transport and the Modbus bus over a real socket on loopback. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModbusBus, createTransport } from '../../firmware-bridge/index.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { bytesOf, hexOf } from '../support/hex.ts';
import { until } from '../support/until.ts';

const clock = new SystemClock();

describe('tcp:// over loopback', () => {
  let server: Server;
  let sockets: Socket[];
  let port: number;

  async function listen(onPort: number): Promise<void> {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(onPort, '127.0.0.1', resolve));
    const address = server.address();
    port = isAddressInfo(address) ? address.port : 0;
  }
  async function endServer(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
  beforeEach(async () => {
    sockets = [];
    await listen(0);
  });
  afterEach(endServer);

  it('bytes pass both ways; the end of the other side is told once', async () => {
    const wire = createTransport(`tcp://127.0.0.1:${port}`, clock);
    let heard = '';
    const closings: (Error | undefined)[] = [];
    await wire.open({
      onBytes: (bytes) => (heard += hexOf(bytes)),
      onClosed: (reason) => closings.push(reason),
    });
    await until('accepted', () => sockets.length === 1);
    const [socket] = sockets;
    let told = '';
    socket?.on('data', (bytes) => (told += hexOf(bytes)));
    socket?.write(bytesOf('55'));
    await wire.write(bytesOf('EF 01'));
    await until('both heard', () => heard === '55' && told === 'EF 01');
    socket?.end();
    await until('the end is told', () => closings.length > 0);
    await wire.close();
    expect(closings).toHaveLength(1);
    expect(closings[0]).toMatchObject({ code: 'BRIDGE_DISCONNECTED' });
  });

  it('a wire given up while its network is stuck delivers nothing afterwards', async () => {
    const wire = createTransport(`tcp://127.0.0.1:${port}`, clock);
    await wire.open({ onBytes: () => undefined, onClosed: () => undefined });
    await until('accepted', () => sockets.length === 1);
    const [socket] = sockets;
    socket?.pause();
    // Handed to the kernel until neither end takes any more.
    let handedOver = 0;
    let refused = false;
    const piece = new Uint8Array(65_536);
    for (let pieces = 0; pieces < 1_000; pieces += 1) {
      wire.write(piece).then(
        () => (handedOver += piece.length),
        () => (refused = true),
      );
    }
    let before = -1;
    await until('the network is stuck', () => {
      const stuck = handedOver > 0 && handedOver === before;
      before = handedOver;
      return stuck;
    });
    await wire.close();
    let arrived = 0;
    let closed = false;
    socket?.on('data', (bytes) => (arrived += bytes.length)).on('close', () => (closed = true));
    socket?.resume();
    await until('the other end knows', () => closed && refused);
    expect(arrived).toBeLessThan(handedOver);
  });

  it('nobody listening is a retryable refusal', async () => {
    await endServer();
    const wire = createTransport(`tcp://127.0.0.1:${port}`, clock);
    const listener = { onBytes: () => undefined, onClosed: () => undefined };
    await expect(wire.open(listener)).rejects.toMatchObject({ code: 'BRIDGE_OPEN_FAILED', retryable: true });
    await listen(0);
  });

  it('a Modbus bus reads through it, survives the box going away, and reads again when it is back', async () => {
    const bus = createModbusBus(`tcp://127.0.0.1:${port}?baudRate=9600`, clock);
    const told: string[] = [];
    bus.start({ onUp: () => told.push('up'), onDown: () => told.push('down') });
    await until('up', () => told.length === 1);
    const serve = (socket: Socket | undefined): void => {
      // One byte at a time, as a slow serial server would.
      socket?.on('data', () => {
        for (const byte of bytesOf('01 02 01 05 61 8B')) socket.write(Uint8Array.of(byte));
      });
    };
    await until('accepted', () => sockets.length === 1);
    serve(sockets[0]);
    const expected = [true, false, true, false, false, false, false, false];
    await expect(bus.readDiscreteInputs(1, 0, 8)).resolves.toEqual(expected);
    const formerPort = port;
    await endServer();
    await until('down', () => told.at(-1) === 'down');
    await expect(bus.readDiscreteInputs(1, 0, 8)).rejects.toMatchObject({ code: 'BRIDGE_NOT_OPEN' });
    sockets = [];
    await listen(formerPort);
    await until('up again', () => told.at(-1) === 'up' && sockets.length === 1);
    serve(sockets[0]);
    await expect(bus.readDiscreteInputs(1, 0, 8)).resolves.toEqual(expected);
    await bus.stop();
    expect(told).toEqual(['up', 'down', 'up']);
  });
});

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
