/** Peers that do not read, and more of them than there are places: nobody else's screen suffers. */
import { randomBytes } from 'node:crypto';
import { connect as connectWire, type Socket as Wire } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../support/until.ts';
import { listen, type Listening } from './live-service.ts';

/** One masked text frame, shorter than 126 bytes (RFC 6455, 5.2). */
function textFrame(text: string): Buffer {
  const mask = randomBytes(4);
  const body = Buffer.from(text).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length]), mask, body]);
}

/** A WebSocket by hand: it subscribes, reads what it is told to, and answers pings that it has not read. */
async function rawPeer(port: number): Promise<Wire> {
  const wire = connectWire(port, '127.0.0.1');
  onTestFinished(() => void wire.destroy());
  wire.on('error', () => undefined);
  wire.write(
    `GET /socket.io/?EIO=4&transport=websocket&station=duty-1 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
      'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  let read = '';
  wire.on('data', (bytes) => (read += bytes.toString('latin1')));
  await until('the socket is open', () => read.includes('0{"sid"'));
  wire.write(textFrame('40'));
  wire.write(textFrame('420["subscribe",{"screen":"duty"}]'));
  await until('the screen is shown', () => read.includes('430[{"ok":true}]'));
  wire.removeAllListeners('data');
  return wire;
}

/** More than the kernel keeps for a peer that does not read. */
function fill({ office }: Listening, peers: readonly Wire[]): void {
  for (let push = 0; push < 80; push += 1) {
    office.commit(1, ({ notes }) => notes.set('a', String(push).repeat(250_000)));
    if (push % 8 === 0) for (const peer of peers) peer.write(textFrame('3'));
  }
}

describe('peers that do not read', () => {
  it('are closed after ten seconds, though they answer every ping', async () => {
    const service = await listen();
    const silent = await rawPeer(service.port);
    silent.pause();
    fill(service, [silent]);
    expect(service.live.count()).toBe(1);
    service.office.clock.advance(12_000);
    expect(service.live.count()).toBe(0);
  });

  it('get one snapshot once they read again, and are not closed', async () => {
    const service = await listen();
    const slow = await rawPeer(service.port);
    slow.pause();
    fill(service, [slow]);
    service.office.clock.advance(5_000);
    let snapshots = 0;
    slow.on('data', (bytes) => (snapshots += bytes.toString('latin1').includes('42["snapshot"') ? 1 : 0));
    slow.resume();
    await until('a snapshot has come', () => snapshots > 0);
    service.office.clock.advance(12_000);
    expect(snapshots).toBe(1);
    expect(service.live.count()).toBe(1);
  });
});
