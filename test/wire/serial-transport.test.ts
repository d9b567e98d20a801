/** The serial transport and a card reader over a real PTY: bytes, a cable cut in mid-frame, plugged in again. */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignInReader } from '../../devices/sign-in-reader/create-sign-in-reader.ts';
import type { DeviceEvent } from '../../devices/device-event.ts';
import { createTransport } from '../../firmware-bridge/index.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { bytesOf, hexOf } from '../support/hex.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';
import { until } from '../support/until.ts';

const ID12_FRAME = bytesOf('02 30 43 30 30 30 36 32 31 41 35 38 45 0D 0A 03');
const clock = new SystemClock();

/** The far end of the cable says these bytes. */
function say(device: string, bytes: Uint8Array): void {
  const far = openSync(device, constants.O_WRONLY | constants.O_NOCTTY);
  writeSync(far, bytes);
  closeSync(far);
}

describe('serial:// over a PTY', () => {
  let pty: PtyPair;
  beforeEach(async () => {
    pty = await openPtyPair();
  });
  afterEach(async () => {
    await pty.stop();
  });

  it('bytes pass both ways; closing is told once; it can be opened again', async () => {
    const near = createTransport(`serial://${pty.host}?baudRate=57600`, clock);
    const far = createTransport(`serial://${pty.device}?baudRate=57600`, clock);
    const heard: { near: string; far: string; closed: number } = { near: '', far: '', closed: 0 };
    const listen = (): Promise<void> =>
      near.open({ onBytes: (bytes) => (heard.near += hexOf(bytes)), onClosed: () => (heard.closed += 1) });
    await listen();
    await far.open({ onBytes: (bytes) => (heard.far += hexOf(bytes)), onClosed: () => undefined });
    await near.write(bytesOf('EF 01'));
    await far.write(bytesOf('55'));
    await until('both heard', () => heard.near === '55' && heard.far === 'EF 01');
    await near.close();
    await near.close();
    expect(heard.closed).toBe(1);
    await expect(near.write(bytesOf('00'))).rejects.toMatchObject({ code: 'BRIDGE_NOT_OPEN' });
    await listen();
    await far.write(bytesOf('AA'));
    await until('heard after reopening', () => heard.near === '55AA');
    await near.close();
    await far.close();
  });

  it('a port that is not there is a retryable refusal', async () => {
    const absent = createTransport('serial:///dev/no-such-port?baudRate=9600', clock);
    const listener = { onBytes: () => undefined, onClosed: () => undefined };
    await expect(absent.open(listener)).rejects.toMatchObject({
      code: 'BRIDGE_OPEN_FAILED',
      retryable: true,
    });
  });

  it('a cut cable is told within a second, and a pending write does not hang', async () => {
    const near = createTransport(`serial://${pty.host}?baudRate=57600`, clock);
    let reason: Error | undefined;
    await near.open({ onBytes: () => undefined, onClosed: (why) => (reason = why) });
    const cutAtMs = clock.monotonicMs();
    await pty.cut();
    await until('the cut is told', () => reason !== undefined, 3_000);
    expect(clock.monotonicMs() - cutAtMs).toBeLessThan(1_500);
    expect(reason).toMatchObject({ code: 'BRIDGE_DISCONNECTED' });
    await expect(near.write(bytesOf('00'))).rejects.toMatchObject({ code: 'BRIDGE_NOT_OPEN' });
    await near.close();
  });

  it('a card reader cut in mid-frame is offline, invents nothing, and reads the next card when it is back', async () => {
    const events: DeviceEvent[] = [];
    const reader = createSignInReader(
      {
        id: 'reader-1',
        station: 'entrance-1',
        name: '大门',
        model: 'id-12',
        address: `serial://${pty.host}`,
        countsForSignIn: true,
      },
      {
        clock,
        emit: (event) => events.push(event),
        createTransport,
        randomBytes: (length) => new Uint8Array(length),
        isKnownCard: () => true,
        environment: () => undefined,
      },
    );
    const cards = (): readonly string[] =>
      events.flatMap((event) => (event.kind === 'card-presented' ? [event.cardNumber] : []));
    await reader.start();
    await until('the reader is open', () => reader.status().reason === 'unproven');
    say(pty.device, ID12_FRAME);
    await until('the card is read', () => cards().length === 1);
    say(pty.device, ID12_FRAME.subarray(0, 7));
    await until('half a frame has arrived', () => (reader.status().counters['frames'] ?? 0) === 1);
    await pty.cut();
    await until('it is offline', () => reader.status().health === 'offline');
    await pty.restore();
    const restoredAtMs = clock.monotonicMs();
    await until('it is open again', () => reader.status().health === 'unknown');
    expect(clock.monotonicMs() - restoredAtMs).toBeLessThan(1_500);
    say(pty.device, bytesOf('02 31 46 30 30 36 34 34 42 42 36 38 36 0D 0A 03'));
    await until('the next card is read', () => cards().length === 2);
    expect(cards()).toEqual(['0C000621A5', '1F00644BB6']);
    await reader.stop();
  });
});
