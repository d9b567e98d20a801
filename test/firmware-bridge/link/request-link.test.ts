/** The request link over a wire in memory, with EF01 as its protocol: retry, late replies, silence, unplugging. */
import { beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../firmware-bridge/bridge-error.ts';
import { ScanningDeframer } from '../../../firmware-bridge/framing/scanning-deframer.ts';
import { RequestLink } from '../../../firmware-bridge/link/request-link.ts';
import { EF01_COMMANDS, ef01Probes, ef01Request } from '../../../firmware-bridge/protocols/ef01/commands.ts';
import {
  DEFAULT_MODULE_ADDRESS,
  EF01_SHAPE,
  encodePacket,
} from '../../../firmware-bridge/protocols/ef01/frame.ts';
import { hexOf } from '../../support/hex.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';

const GEN_IMG = ef01Request(EF01_COMMANDS.GenImg, undefined);
const REG_MODEL = ef01Request(EF01_COMMANDS.RegModel, undefined);
const TEMPLATE_NUM = '01 00 03 1D 00 21';

let clock: ManualClock;
let wire: MemoryTransport;
let link: RequestLink;
let told: string[];

beforeEach(() => openLink('serial:///dev/memory'));

async function openLink(address: string): Promise<void> {
  clock = new ManualClock();
  wire = new MemoryTransport(clock, { address });
  told = [];
  link = new RequestLink({
    transport: wire,
    clock,
    deframer: new ScanningDeframer(EF01_SHAPE),
    probesFor: () => PROBES,
    listener: {
      onUp: () => told.push('up'),
      onDown: (reason) => told.push(`down ${reason}`),
      onDiscarded: (bytes, reason) => told.push(`${reason} ${hexOf(bytes)}`),
      onStray: (frame) => told.push(`stray ${hexOf(frame)}`),
    },
  });
  link.start();
  await clock.flush();
}
const PROBES = ef01Probes();

function ack(...payload: readonly number[]): Uint8Array {
  return encodePacket({ address: DEFAULT_MODULE_ADDRESS, packetId: 0x07, payload: Uint8Array.from(payload) });
}
function writtenPayloads(): readonly string[] {
  return wire.written.map((frame) => hexOf(frame.subarray(6)));
}
async function outcomeOf(promise: Promise<{ readonly reply: unknown }>): Promise<unknown> {
  return promise.then(
    ({ reply }) => reply,
    (error: unknown) => (error instanceof BridgeError ? error.code : error),
  );
}

describe('a request', () => {
  it('is answered with the moment of the first byte of the reply', async () => {
    const answer = link.request(GEN_IMG);
    await clock.advanceAsync(7);
    const frame = ack(2);
    wire.deliver(frame.subarray(0, 4));
    await clock.advanceAsync(3);
    wire.deliver(frame.subarray(4));
    await expect(answer).resolves.toEqual({
      reply: { kind: 'ok', reply: { confirmation: 'no-finger' } },
      atMs: 7,
      attempts: 1,
    });
  });

  it('is alone on the wire: the next waits for its turn', async () => {
    const first = link.request(GEN_IMG);
    const second = link.request(REG_MODEL);
    await clock.flush();
    expect(wire.written).toHaveLength(1);
    wire.deliver(ack(0));
    await first;
    await clock.flush();
    expect(wire.written).toHaveLength(2);
    wire.deliver(ack(0x0a));
    await expect(outcomeOf(second)).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'merge-failed' } });
  });

  it('is repeated once with identical bytes where that is harmless', async () => {
    const answer = link.request(GEN_IMG);
    await clock.advanceAsync(1_100);
    expect(wire.written).toHaveLength(2);
    expect(wire.written[1]).toEqual(wire.written[0]);
    wire.deliver(ack(2));
    await expect(answer).resolves.toMatchObject({ attempts: 2 });
  });

  it('is not repeated where that is not harmless', async () => {
    const outcome = outcomeOf(link.request(REG_MODEL));
    await clock.advanceAsync(10_000);
    await expect(outcome).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    expect(wire.written).toHaveLength(1);
  });

  it('gives up after its attempts, each with its own timeout and transmit time', async () => {
    const outcome = outcomeOf(link.request(GEN_IMG));
    // 1000 ms and 24 bytes of 10 bits at 57600 baud are 1004.2 ms; twice that, and no silence to wait for.
    await clock.advanceAsync(2_008);
    expect(link.counters['timeouts']).toBe(1);
    await clock.advanceAsync(1);
    await expect(outcome).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    expect(link.counters).toMatchObject({ timeouts: 2, retries: 1, requests: 2 });
  });

  it('a good reply behind a false start is still in time', async () => {
    const answer = outcomeOf(link.request(GEN_IMG));
    await clock.flush();
    wire.deliver(Uint8Array.of(0xef, 0x01, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00, 0xf0));
    wire.deliver(ack(2));
    await clock.advanceAsync(60);
    await expect(answer).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'no-finger' } });
    expect(wire.written).toHaveLength(1);
  });
});

describe('late replies', () => {
  it('an acknowledgement of the command before is not taken for the next', async () => {
    const first = outcomeOf(link.request(REG_MODEL));
    await clock.advanceAsync(2_000);
    await expect(first).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    const second = link.request(GEN_IMG);
    await clock.flush();
    expect(writtenPayloads().at(-1)).toBe(TEMPLATE_NUM);
    wire.deliver(ack(0));
    wire.deliver(ack(0, 0, 3));
    await clock.flush();
    expect(writtenPayloads().at(-1)).toBe('01 00 03 01 00 05');
    wire.deliver(ack(2));
    await expect(outcomeOf(second)).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'no-finger' } });
    expect(link.counters['late-replies']).toBe(1);
  });

  it('after a repetition was answered, the second answer is not taken for the next request', async () => {
    const first = link.request(GEN_IMG);
    await clock.advanceAsync(1_100);
    wire.deliver(ack(0));
    await first;
    const next = link.request(REG_MODEL);
    await clock.flush();
    wire.deliver(ack(2));
    await clock.flush();
    wire.deliver(ack(0, 0, 3));
    await clock.flush();
    wire.deliver(ack(0x0a));
    await expect(outcomeOf(next)).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'merge-failed' } });
  });

  it('the rest of a reply cut short is waited out before the wire is used again', async () => {
    const first = outcomeOf(link.request(REG_MODEL));
    await clock.advanceAsync(1_500);
    wire.deliver(ack(0).subarray(0, 5));
    await clock.advanceAsync(10);
    await expect(first).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    const writtenBefore = wire.written.length;
    void outcomeOf(link.request(GEN_IMG));
    await clock.advanceAsync(9);
    expect(wire.written).toHaveLength(writtenBefore);
    await clock.advanceAsync(2);
    expect(wire.written).toHaveLength(writtenBefore + 1);
  });

  it('a wire that never falls silent is not waited for without end', async () => {
    const first = outcomeOf(link.request(REG_MODEL));
    await clock.advanceAsync(2_000);
    await first;
    void outcomeOf(link.request(GEN_IMG));
    for (let byte = 0; byte < 30; byte += 1) {
      wire.deliver(Uint8Array.of(0x11));
      await clock.advanceAsync(10);
    }
    expect(wire.written.length).toBeGreaterThan(1);
  });

  it('replies lost long ago do not matter any more', async () => {
    const first = outcomeOf(link.request(REG_MODEL));
    await clock.advanceAsync(7_000);
    await first;
    const next = link.request(GEN_IMG);
    await clock.flush();
    expect(writtenPayloads().at(-1)).toBe('01 00 03 01 00 05');
    wire.deliver(ack(2));
    await expect(outcomeOf(next)).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'no-finger' } });
  });

  it('a frame that nobody asked for is told and answers nothing', async () => {
    wire.deliver(ack(0));
    await clock.flush();
    expect(told).toEqual(['up', `stray ${hexOf(ack(0))}`]);
    expect(link.counters['stray-frames']).toBe(1);
  });
});

describe('losing the wire', () => {
  it('in mid-frame: the request in flight and those that wait are refused at once', async () => {
    const inFlight = outcomeOf(link.request(GEN_IMG));
    const waiting = outcomeOf(link.request(REG_MODEL));
    await clock.flush();
    wire.deliver(ack(0).subarray(0, 7));
    wire.unplug();
    await expect(inFlight).resolves.toBe('BRIDGE_DISCONNECTED');
    await expect(waiting).resolves.toBe('BRIDGE_DISCONNECTED');
    await expect(outcomeOf(link.request(GEN_IMG))).resolves.toBe('BRIDGE_NOT_OPEN');
  });

  it('back on the plug it is usable within half a second, however long it was away', async () => {
    wire.unplug();
    await clock.advanceAsync(60_000);
    wire.plug();
    await clock.advanceAsync(500);
    expect(link.isUp).toBe(true);
    expect(told.filter((word) => !word.startsWith('truncated'))).toEqual([
      'up',
      expect.stringMatching(/^down /),
      'up',
    ]);
    const answer = link.request(GEN_IMG);
    await clock.flush();
    wire.deliver(ack(2));
    await expect(answer).resolves.toMatchObject({ attempts: 1 });
  });

  it('what was begun before the loss is not glued to what comes after', async () => {
    wire.deliver(ack(0).subarray(0, 8));
    wire.unplug();
    wire.plug();
    await clock.advanceAsync(100);
    wire.deliver(ack(0).subarray(8));
    const answer = link.request(GEN_IMG);
    await clock.flush();
    wire.deliver(ack(2));
    await expect(outcomeOf(answer)).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'no-finger' } });
  });

  it('a network that answered and fell silent is opened anew once, so that nothing it holds back arrives later', async () => {
    await openLink('tcp://192.168.1.20:4001');
    const answered = link.request(GEN_IMG);
    await clock.flush();
    wire.deliver(ack(2));
    await answered;
    const lost = [1, 2].map(() => outcomeOf(link.request(GEN_IMG)));
    await clock.advanceAsync(2_500);
    expect(link.counters['silences']).toBeUndefined();
    await clock.advanceAsync(2_500);
    await Promise.all(lost);
    expect(link.counters).toMatchObject({ silences: 1, openings: 2 });
    // Nothing has been heard since: the box is there, the module is not.
    for (let asked = 0; asked < 10; asked += 1) {
      const outcome = outcomeOf(link.request(GEN_IMG));
      await clock.advanceAsync(5_000);
      await expect(outcome).resolves.toBe('BRIDGE_REPLY_TIMEOUT');
    }
    expect(link.counters).toMatchObject({ silences: 1, openings: 2 });
    expect(told).toEqual(['up', 'down closed', 'up']);
  });

  it('a device behind a network that is opened anew may still be answering: its reply is not taken for the next', async () => {
    await openLink('tcp://192.0.2.9:4001');
    const lost = outcomeOf(link.request(GEN_IMG));
    await clock.flush();
    wire.unplug();
    await expect(lost).resolves.toBe('BRIDGE_DISCONNECTED');
    wire.plug();
    await clock.advanceAsync(500);
    expect(link.isUp).toBe(true);
    const next = outcomeOf(link.request(GEN_IMG));
    await clock.flush();
    // The reply of before the loss comes over the new connection; the probe tells the two apart.
    wire.deliver(ack(0));
    await clock.flush();
    wire.deliver(ack(0, 0, 3));
    await clock.flush();
    wire.deliver(ack(2));
    await expect(next).resolves.toEqual({ kind: 'ok', reply: { confirmation: 'no-finger' } });
    expect(writtenPayloads()).toEqual(['01 00 03 01 00 05', TEMPLATE_NUM, '01 00 03 01 00 05']);
  });

  it('what a serial port was asked before its cable was pulled is not waited for', async () => {
    const lost = outcomeOf(link.request(GEN_IMG));
    await clock.flush();
    wire.unplug();
    await lost;
    wire.plug();
    await clock.advanceAsync(500);
    void outcomeOf(link.request(GEN_IMG));
    await clock.flush();
    expect(writtenPayloads()).toEqual(['01 00 03 01 00 05', '01 00 03 01 00 05']);
  });

  it('a silent serial port is kept: its cable is watched instead', async () => {
    wire.deliver(ack(0));
    for (let asked = 0; asked < 5; asked += 1) {
      const outcome = outcomeOf(link.request(GEN_IMG));
      await clock.advanceAsync(5_000);
      await outcome;
    }
    expect(link.counters['openings']).toBe(1);
  });

  it('asks again at growing intervals up to half a second, and stops when stopped', async () => {
    wire.unplug();
    await clock.advanceAsync(10_000);
    const attempts = wire.openings;
    expect(attempts).toBe(1);
    await link.stop();
    expect(clock.pendingTimers).toBe(0);
    wire.plug();
    await clock.advanceAsync(10_000);
    expect(wire.openings).toBe(attempts);
  });
});
