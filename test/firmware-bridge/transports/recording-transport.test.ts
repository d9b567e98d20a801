/** Captures: every byte in both directions, with its moment; a file that only its owner reads. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  captureToFile,
  RecordingTransport,
  type CaptureLine,
} from '../../../firmware-bridge/transports/recording-transport.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';
import { until } from '../../support/until.ts';

const quiet = { onBytes: () => undefined, onClosed: () => undefined };

describe('a recorded wire', () => {
  it('passes everything on and keeps it', async () => {
    const clock = new ManualClock();
    const inner = new MemoryTransport(clock, {
      address: 'serial:///dev/ttyUSB0?baudRate=9600',
      baudRate: 9_600,
    });
    const lines: CaptureLine[] = [];
    const heard: string[] = [];
    const wire = new RecordingTransport(inner, clock, (line) => lines.push(line));
    await wire.open({ onBytes: (bytes) => heard.push(String(bytes)), onClosed: () => heard.push('closed') });
    clock.advance(5);
    await wire.write(Uint8Array.of(0xef, 0x01));
    clock.advance(2);
    inner.deliver(Uint8Array.of(0x55));
    inner.unplug();
    expect(heard).toEqual(['85', 'closed']);
    expect(inner.written).toEqual([Uint8Array.of(0xef, 0x01)]);
    expect(lines).toEqual([
      { event: 'open', atMs: 0, address: inner.address, baudRate: 9_600 },
      { event: 'out', atMs: 5, hex: 'EF01' },
      { event: 'in', atMs: 7, hex: '55' },
      { event: 'closed', atMs: 7, reason: expect.stringContaining('is gone') },
    ]);
  });

  it('an opening that fails is recorded and still fails', async () => {
    const clock = new ManualClock();
    const inner = new MemoryTransport(clock);
    inner.unplug();
    const lines: CaptureLine[] = [];
    const wire = new RecordingTransport(inner, clock, (line) => lines.push(line));
    await expect(wire.open(quiet)).rejects.toMatchObject({ code: 'BRIDGE_OPEN_FAILED' });
    expect(lines.map(({ event }) => event)).toEqual(['open', 'closed']);
  });

  it('writes lines in order to a file of its owner', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dianmao-capture-'));
    const path = join(folder, 'capture.jsonl');
    const sink = captureToFile(path);
    for (let atMs = 0; atMs < 500; atMs += 1) sink({ event: 'in', atMs, hex: '00' });
    await until('the capture is on disk', () => readFileSync(path, 'utf8').split('\n').length === 501);
    const moments = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(moments).toEqual(Array.from({ length: 500 }, (_, atMs) => ({ event: 'in', atMs, hex: '00' })));
    expect(statSync(path).mode & 0o077).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('a disk that refuses ends the capture, not the device', async () => {
    const sink = captureToFile('/proc/no/such/folder/capture.jsonl');
    const clock = new ManualClock();
    const wire = new RecordingTransport(new MemoryTransport(clock), clock, sink);
    await wire.open(quiet);
    await expect(wire.write(Uint8Array.of(1))).resolves.toBeUndefined();
  });
});
