/** Keyboard-wedge readers: formats, boot reports and keystrokes against the table of hardware notes §2.2. */
import { describe, expect, it } from 'vitest';
import { ScanningDeframer } from '../../../firmware-bridge/framing/scanning-deframer.ts';
import { Keystrokes, usageOf, type Typed } from '../../../firmware-bridge/protocols/hid-wedge/keystrokes.ts';
import { canonicalNumber, typedNumber } from '../../../firmware-bridge/protocols/hid-wedge/number-format.ts';
import {
  BOOT_REPORT_SHAPE,
  decodeBootReport,
  encodeBootReport,
} from '../../../firmware-bridge/protocols/hid-wedge/report.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import vectors from '../../vectors/hid-wedge.json' with { type: 'json' };

const RELEASED = encodeBootReport({ modifiers: 0, usages: [] });

function reportsOf(text: string): readonly Uint8Array[] {
  return [...text].flatMap((character) => [
    encodeBootReport({ modifiers: 0, usages: [usageOf(character)] }),
    RELEASED,
  ]);
}
function type(
  keystrokes: Keystrokes,
  reports: readonly Uint8Array[],
  fromMs = 0,
  stepMs = 8,
): readonly Typed[] {
  return reports.flatMap((bytes, index) => {
    const report = decodeBootReport(bytes);
    if (report === undefined) throw new Error('not a report');
    return [...keystrokes.push(report, fromMs + index * stepMs)];
  });
}

describe('number formats', () => {
  it.each(vectors.cards)('$id40 in every format', ({ id40, dez10, dez8, hex8 }) => {
    const id = Number.parseInt(id40.slice(2), 16);
    expect(typedNumber('dez10', id)).toBe(dez10);
    expect(typedNumber('dez8', id)).toBe(dez8);
    expect(typedNumber('hex8', id)).toBe(hex8);
    expect(canonicalNumber('dez10', dez10)).toBe(id40.slice(2));
    expect(canonicalNumber('hex8', hex8)).toBe(id40.slice(2));
    expect(canonicalNumber('dez8', dez8)).toBe(id40.slice(4));
  });

  it('DEZ10 and 8 hex digits of one card are one number', () => {
    for (const { dez10, hex8 } of vectors.cards) {
      expect(canonicalNumber('dez10', dez10)).toBe(canonicalNumber('hex8', hex8));
    }
  });

  it('refuses wrong lengths, foreign digits and numbers that no card has', () => {
    expect(canonicalNumber('dez10', '4372425')).toBeUndefined();
    expect(canonicalNumber('dez10', '00043724255')).toBeUndefined();
    expect(canonicalNumber('dez10', '4294967295')).toBe('FFFFFFFF');
    expect(canonicalNumber('dez10', '4294967296')).toBeUndefined();
    expect(canonicalNumber('dez8', '16777215')).toBe('FFFFFF');
    expect(canonicalNumber('dez8', '16777216')).toBeUndefined();
    expect(canonicalNumber('dez10', '00437B2425')).toBeUndefined();
    expect(canonicalNumber('hex8', '0042b7c9')).toBe('0042B7C9');
  });
});

describe('boot reports', () => {
  it.each(vectors.streams)('reads $meaning', ({ reports, text }) => {
    const frames = reports.map((hex) => bytesOf(hex));
    expect(type(new Keystrokes(), frames)).toEqual([{ kind: 'number', text, atMs: 0 }]);
  });

  it.each(vectors.streams)('makes the reports of $meaning', ({ reports, text }) => {
    expect(reportsOf(`${text}\n`).map(hexOf)).toEqual(reports.map((hex) => hex.trim()));
  });

  it('are found in a stream of any chunking', () => {
    const [stream] = vectors.streams;
    const bytes = Uint8Array.from(stream?.reports.flatMap((hex) => [...bytesOf(hex)]) ?? []);
    for (const size of [1, 3, 5, 8, 13, bytes.length]) {
      const deframer = new ScanningDeframer(BOOT_REPORT_SHAPE);
      const found = [];
      for (let at = 0; at < bytes.length; at += size)
        found.push(...deframer.push(bytes.subarray(at, at + size), at));
      expect(found.map(({ kind }) => kind)).toEqual(Array.from({ length: 22 }, () => 'frame'));
    }
  });

  it('a report cut short is dropped after a silence and the next one is whole', () => {
    const deframer = new ScanningDeframer(BOOT_REPORT_SHAPE);
    const key = encodeBootReport({ modifiers: 0, usages: [0x1e] });
    deframer.push(key.subarray(0, 5), 0);
    expect(deframer.push(key, 60)).toContainEqual({ kind: 'frame', bytes: key, atMs: 60 });
  });

  it('what is no boot report is none', () => {
    expect(decodeBootReport(new Uint8Array(7))).toBeUndefined();
    expect(decodeBootReport(Uint8Array.of(0, 1, 0x1e, 0, 0, 0, 0, 0))).toBeUndefined();
    expect(decodeBootReport(Uint8Array.of(0, 0, 0xe8, 0, 0, 0, 0, 0))).toBeUndefined();
    expect(() => encodeBootReport({ modifiers: 0, usages: [4, 5, 6, 7, 8, 9, 10] })).toThrow(RangeError);
  });
});

describe('keystrokes', () => {
  it('hex digits A to F, with and without Shift', () => {
    const shifted = [...'00AB12CD\n'].flatMap((character) => [
      encodeBootReport({
        modifiers: /[A-F]/.test(character) ? 0b0000_0010 : 0,
        usages: [usageOf(character)],
      }),
      RELEASED,
    ]);
    expect(type(new Keystrokes(), shifted)).toEqual([{ kind: 'number', text: '00AB12CD', atMs: 0 }]);
  });

  it('keys that overlap are each counted once', () => {
    const rollover = [[0x1e], [0x1e, 0x1f], [0x1f], [], [0x28], []].map((usages) =>
      encodeBootReport({ modifiers: 0, usages }),
    );
    expect(type(new Keystrokes(), rollover)).toEqual([{ kind: 'number', text: '12', atMs: 0 }]);
  });

  it('a partial number is flushed after a gap of more than 100 ms, not of 100 ms', () => {
    const partial = reportsOf('000437');
    const lastKeyMs = (partial.length - 2) * 8;
    const patient = new Keystrokes();
    type(patient, partial);
    expect(patient.expire(lastKeyMs + 100)).toEqual([]);
    expect(patient.pending).toBe(6);
    expect(patient.expire(lastKeyMs + 101)).toEqual([{ kind: 'discarded', keys: 6, reason: 'gap' }]);
    expect(patient.pending).toBe(0);
  });

  it('a reader unplugged after 6 of 10 digits invents no card, and the next one is read whole', () => {
    const keystrokes = new Keystrokes();
    type(keystrokes, reportsOf('000437'));
    expect(keystrokes.flush()).toEqual([{ kind: 'discarded', keys: 6, reason: 'gap' }]);
    expect(type(keystrokes, reportsOf('0004372425\n'), 5_000)).toEqual([
      { kind: 'number', text: '0004372425', atMs: 5_000 },
    ]);
  });

  it('digits typed by hand, one every 150 ms, never become a number', () => {
    const found = type(new Keystrokes(), reportsOf('0004372425\n'), 0, 75);
    expect(found.filter(({ kind }) => kind === 'number')).toEqual([]);
  });

  it('an operator typing in between spoils the number instead of becoming part of it', () => {
    const operator = encodeBootReport({ modifiers: 0, usages: [0x0b] });
    const mixed = [...reportsOf('00043'), operator, RELEASED, ...reportsOf('72425\n')];
    expect(type(new Keystrokes(), mixed)).toEqual([{ kind: 'discarded', keys: 11, reason: 'foreign-key' }]);
    const control = encodeBootReport({ modifiers: 0b0000_0001, usages: [0x1e] });
    expect(type(new Keystrokes(), [control, RELEASED, ...reportsOf('23\n')])).toEqual([
      { kind: 'discarded', keys: 3, reason: 'foreign-key' },
    ]);
  });

  it('too many keys are bounded and given up', () => {
    const keystrokes = new Keystrokes();
    const found = type(keystrokes, reportsOf(`${'1'.repeat(500)}\n`));
    expect(found).toEqual([{ kind: 'discarded', keys: 500, reason: 'too-long' }]);
  });

  it('Enter alone is nothing', () => {
    expect(type(new Keystrokes(), reportsOf('\n\n'))).toEqual([]);
  });
});
