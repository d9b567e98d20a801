/**
 * The cable between the emulated PC's serial adapter and a module that listens on TCP. The module is fed through the
 * adapter: a new cable is a power-on. A cable can be made to break in the middle of a reply.
 */
import { connect, type Socket } from 'node:net';

export interface SerialCable {
  /**
   * Half of the next reply longer than `lengthMin` bytes passes, and from then on nothing in either direction. Resolves
   * at that moment with the number of bytes that passed.
   */
  breakInReply(lengthMin: number): Promise<number>;
  /** Safe to call twice. */
  close(): void;
}

/** `socketPath` carries the adapter's bytes; the module listens on `modulePort` of this machine. */
export async function laySerialCable(socketPath: string, modulePort: number): Promise<SerialCable> {
  const adapter = await opened(connect(socketPath));
  const module = await opened(connect({ host: '127.0.0.1', port: modulePort, noDelay: true }));
  let broken = false;
  let breaking: { readonly lengthMin: number; readonly done: (passed: number) => void } | undefined;
  const close = (): void => {
    broken = true;
    adapter.destroy();
    module.destroy();
  };
  // An end that goes away takes the cable with it, as a pulled plug does.
  for (const end of [adapter, module]) end.on('error', close).on('close', close);
  adapter.on('data', (bytes) => {
    if (!broken) module.write(bytes);
  });
  module.on('data', (bytes) => {
    if (broken) return;
    if (breaking === undefined || bytes.length <= breaking.lengthMin) {
      adapter.write(bytes);
      return;
    }
    broken = true;
    const passed = Math.floor(bytes.length / 2);
    adapter.write(bytes.subarray(0, passed), () => breaking?.done(passed));
  });
  return {
    breakInReply: (lengthMin) => new Promise((resolve) => (breaking = { lengthMin, done: resolve })),
    close,
  };
}

function opened(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
