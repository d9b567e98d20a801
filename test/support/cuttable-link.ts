/**
 * A network between a browser and the service that can be taken away as networks go away: refused, with every connection
 * reset, as by a service or a switch that is off; or silent, where nothing arrives and nobody says so. What was under
 * way in a silent network arrives when it works again, as TCP repeats it.
 */
import { createServer, connect, type Server, type Socket } from 'node:net';

export interface CuttableLink {
  /** What the browser opens; stays the same over every cut and every service behind it. */
  readonly origin: string;
  readonly port: number;
  /** The service behind it, `http://127.0.0.1:40123`; may change when it is started anew. */
  leadTo(origin: string): void;
  refuse(): Promise<void>;
  silence(): void;
  /** Ends either cut. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openCuttableLink(): Promise<CuttableLink> {
  let [port, target, silent] = [0, 0, false];
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port: target });
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (bytes) => void to.write(bytes));
      from.on('end', () => to.end());
      // A reset of one side is a reset of the other; nobody else listens to what went wrong.
      from.on('error', () => to.resetAndDestroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (silent) from.pause();
      else from.resume();
    }
  });
  const refuse = async (): Promise<void> => {
    const closed = closing(server);
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    await closed;
  };
  port = await listening(server, 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    leadTo: (origin) => (target = Number(new URL(origin).port)),
    refuse,
    silence: () => {
      silent = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    mend: async () => {
      silent = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
      if (!server.listening) await listening(server, port);
    },
    close: refuse,
  };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}
