/** Captures: every byte in both directions, with its moment; a file that only its owner reads. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSignInReader } from '../../../devices/sign-in-reader/create-sign-in-reader.ts';
import { EF01_COMMANDS, ef01Request } from '../../../firmware-bridge/protocols/ef01/commands.ts';
import { concealPassword } from '../../../firmware-bridge/protocols/ef01/vfy-pwd.ts';
import {
  captureToFile,
  RecordingTransport,
  type CaptureLine,
} from '../../../firmware-bridge/transports/recording-transport.ts';
import { hexOf } from '../../support/hex.ts';
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

  it('holds no password of a fingerprint module, nor anything it could be guessed from', async () => {
    const clock = new ManualClock();
    const lines: CaptureLine[] = [];
    const inner = new MemoryTransport(clock);
    const wire = new RecordingTransport(inner, clock, (line) => lines.push(line), concealPassword);
    await wire.open(quiet);
    const shown = ef01Request(EF01_COMMANDS.VfyPwd, { password: 0x12345678 }).frame;
    const image = ef01Request(EF01_COMMANDS.GenImg, undefined).frame;
    await wire.write(shown);
    await wire.write(image);
    expect(inner.written).toEqual([shown, image]);
    expect(lines.flatMap((line) => (line.event === 'out' ? [line.hex] : []))).toEqual([
      'EF01FFFFFFFF0100071300000000001B',
      'EF01FFFFFFFF010003010005',
    ]);
  });

  it('of a module that a reader shows its password to holds none either', async () => {
    const clock = new ManualClock();
    const lines: CaptureLine[] = [];
    const module = new MemoryTransport(clock);
    const reader = createSignInReader(
      {
        id: 'finger-1',
        station: 'entrance',
        name: '大门',
        model: 'r503',
        address: 'serial:///dev/memory',
        countsForSignIn: true,
        passwordEnv: 'MODULE_PASSWORD',
      },
      {
        clock,
        emit: () => undefined,
        createTransport: (_, itsClock, { conceal }) =>
          new RecordingTransport(module, itsClock, (line) => lines.push(line), conceal),
        randomBytes: (length) => new Uint8Array(length),
        isKnownCard: () => false,
        environment: () => '1A2B3C4D',
      },
    );
    await reader.start();
    await clock.advanceAsync(2_000);
    await reader.stop();
    expect(module.written.map(hexOf).join()).toContain('1A 2B 3C 4D');
    expect(lines.length).toBeGreaterThan(1);
    expect(JSON.stringify(lines)).not.toContain('1A2B3C4D');
  });

  it('ends at its greatest size and says so; a later start adds nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dianmao-capture-'));
    const path = join(folder, 'capture.jsonl');
    writeFileSync(path, '', { mode: 0o644 });
    const line = { event: 'in', atMs: 1, hex: '00' } as const;
    const sink = captureToFile(path, 100);
    const full = (): boolean => readFileSync(path, 'utf8').endsWith('{"event":"full","atMs":1}\n');
    await until('the capture is full', () => {
      sink(line);
      return full();
    });
    const size = statSync(path).size;
    captureToFile(path, 100)(line);
    sink(line);
    const other = captureToFile(join(folder, 'other.jsonl'));
    other(line);
    await until('the other capture is on disk', () => statSync(join(folder, 'other.jsonl')).size > 0);
    expect(statSync(path).size).toBe(size);
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
