/** The virtual fingerprint module against the manual's bytes, and its quirks (hardware notes 1.2–1.6, 14.2). */
import { describe, expect, it } from 'vitest';
import { FINGERPRINT_MODELS } from '../../../devices/virtual/fingerprint-models.ts';
import {
  FINGER_CHANGE_MS,
  FingerprintModule,
  PACKET_GAP_MS,
  type FingerprintModuleOptions,
} from '../../../devices/virtual/fingerprint-module.ts';
import { seededRandom } from '../../../devices/virtual/seeded-random.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { FINGERPRINT_EXCHANGES } from './exchanges.ts';

/** Longer than any instruction and any boot takes. */
const SETTLE_MS = 1000;
const OK = '00';

interface Subject {
  readonly clock: ManualClock;
  readonly module: FingerprintModule;
  /** What has been sent since the last call, frame by frame. */
  sent(): readonly string[];
  /** Sends a packet with this instruction and returns the reply's confirmation code and data. */
  command(hex: string): string;
}

function subject(modelId: string, options: Partial<FingerprintModuleOptions> = {}): Subject {
  const clock = new ManualClock();
  const frames: string[] = [];
  const model = FINGERPRINT_MODELS[modelId];
  if (model === undefined) throw new Error(`no model ${modelId}`);
  const module = new FingerprintModule({
    model,
    clock,
    random: seededRandom(1),
    baudRate: 57_600,
    send: (bytes) => frames.push(hexOf(bytes)),
    ...options,
  });
  const sent = (): readonly string[] => frames.splice(0);
  return {
    clock,
    module,
    sent,
    command: (hex) => {
      module.receive(packet(hex));
      clock.advance(SETTLE_MS);
      return sent()
        .map((frame) => frame.slice('EF 01 FF FF FF FF 07 00 03 '.length, -' 00 0A'.length))
        .join(' | ');
    },
  };
}

/** A powered module that has told of its start. */
function ready(modelId: string, options: Partial<FingerprintModuleOptions> = {}): Subject {
  const made = subject(modelId, options);
  made.module.powerOn();
  made.clock.advance(SETTLE_MS);
  made.sent();
  return made;
}

function packet(hex: string): Uint8Array {
  const payload = bytesOf(hex);
  const length = payload.length + 2;
  const body = [0x01, length >> 8, length & 0xff, ...payload];
  const sum = body.reduce((total, byte) => total + byte, 0) & 0xffff;
  return Uint8Array.from([...bytesOf('EF 01 FF FF FF FF'), ...body, sum >> 8, sum & 0xff]);
}

describe('virtual fingerprint module: the manual byte for byte', () => {
  it('answers every vector of the notes', () => {
    const { module, clock, sent } = ready('r503', { score: 120 });
    module.load([{ page: 5, print: 'finger' }]);
    module.press('finger', 60_000);
    for (const exchange of FINGERPRINT_EXCHANGES) {
      module.receive(bytesOf(exchange.sent));
      clock.advance(SETTLE_MS);
      expect(sent(), exchange.name).toEqual([exchange.received]);
    }
  });

  it('answers the same when each byte comes alone and when two packets come as one', () => {
    const { module, clock, sent } = ready('r503');
    for (const byte of bytesOf('EF 01 FF FF FF FF 01 00 03 1D 00 21')) module.receive(Uint8Array.of(byte));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual(['EF 01 FF FF FF FF 07 00 05 00 00 00 00 0C']);
    module.receive(Uint8Array.from([...packet('1D'), ...packet('40')]));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual([
      'EF 01 FF FF FF FF 07 00 05 00 00 00 00 0C',
      'EF 01 FF FF FF FF 07 00 03 00 00 0A',
    ]);
  });

  it('finds the next packet behind noise that looks like the beginning of one', () => {
    const { module, clock, sent } = ready('r503');
    module.receive(bytesOf('00 EF EF 01 FF FF FF FF 33 55'));
    module.receive(packet('40'));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual(['EF 01 FF FF FF FF 07 00 03 00 00 0A']);
  });

  it('answers 01 to a wrong checksum and executes nothing', () => {
    const { module, clock, sent } = ready('r503');
    module.load([{ page: 5, print: 'finger' }]);
    module.receive(bytesOf('EF 01 FF FF FF FF 01 00 03 0D 00 12'));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual(['EF 01 FF FF FF FF 07 00 03 01 00 0B']);
    expect(module.templates).toBe(1);
  });

  it('forgets a packet that broke off', () => {
    const { module, clock, sent } = ready('r503');
    module.receive(packet('40').subarray(0, 10));
    clock.advance(PACKET_GAP_MS);
    module.receive(packet('40'));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual(['EF 01 FF FF FF FF 07 00 03 00 00 0A']);
  });

  it('answers 20 to another address and 01 to parameters of a wrong length', () => {
    const { module, clock, sent, command } = ready('r503');
    module.receive(bytesOf('EF 01 12 34 56 78 01 00 03 40 00 44'));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual(['EF 01 FF FF FF FF 07 00 03 20 00 2A']);
    expect(command('02')).toMatch(/^01/);
  });
});

describe('virtual fingerprint module: power', () => {
  it('an R503 sends a stray 00, is deaf for 50 ms, then says 55', () => {
    const { module, clock, sent } = subject('r503');
    module.powerOn();
    expect(sent()).toEqual(['00']);
    module.receive(packet('40'));
    clock.advance(49);
    expect(sent()).toEqual([]);
    clock.advance(1);
    expect(sent()).toEqual(['55']);
  });

  it('a ZFM-20 is silent and deaf for half a second', () => {
    const { module, clock, sent } = subject('zfm-20');
    module.powerOn();
    clock.advance(499);
    module.receive(packet('1D'));
    clock.advance(1);
    expect(sent()).toEqual([]);
    module.receive(packet('1D'));
    clock.advance(SETTLE_MS);
    expect(sent()).toHaveLength(1);
  });

  it('SoftRst answers, then says 55 when it is up again, and the password must be verified anew', () => {
    const { module, clock, sent, command } = ready('r503', { password: 0x12345678 });
    expect(command('13 12 34 56 78')).toBe(OK);
    module.receive(packet('3D'));
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual(['EF 01 FF FF FF FF 07 00 03 00 00 0A', '55']);
    expect(command('1D')).toMatch(/^21/);
  });

  it('loses buffers but not the library when the power goes between Img2Tz and Search', () => {
    const { module, clock, command } = ready('r503');
    module.load([{ page: 7, print: 'finger' }]);
    module.press('finger', 60_000);
    expect(command('01')).toBe(OK);
    expect(command('02 01')).toBe(OK);
    module.powerOff();
    module.powerOn();
    clock.advance(SETTLE_MS);
    expect(module.templates).toBe(1);
    expect(command('04 01 00 00 00 C8')).toContain('09 01 EE');
  });

  it('a command in work when the power goes is never answered', () => {
    const { module, clock, sent } = ready('r503');
    module.receive(packet('0D'));
    module.powerOff();
    clock.advance(SETTLE_MS);
    expect(sent()).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('virtual fingerprint module: password', () => {
  it('answers 21 until it is verified, 13 to a wrong one', () => {
    const { command } = ready('r503', { password: 0xcafebabe });
    expect(command('01')).toMatch(/^21/);
    expect(command('13 00 00 00 00')).toMatch(/^13/);
    expect(command('40')).toBe(OK);
    expect(command('13 CA FE BA BE')).toBe(OK);
    expect(command('01')).toMatch(/^02/);
    expect(command('13 00 00 00 00')).toMatch(/^13/);
    expect(command('01')).toMatch(/^21/);
  });
});

describe('virtual fingerprint module: fingers', () => {
  it('a wet finger gives an image, then 06 or 07, and never a match', () => {
    const codes = new Set<string>();
    const { module, clock, command } = ready('r503');
    for (let press = 0; press < 40; press += 1) {
      module.pressWet(60_000);
      clock.advance(FINGER_CHANGE_MS);
      expect(command('01')).toBe(OK);
      codes.add(command('02 01').slice(0, 2));
      module.lift();
    }
    expect([...codes].toSorted()).toEqual(['06', '07']);
  });

  it('the finger is there until it is lifted or its time is over', () => {
    const { module, clock, command } = ready('r503');
    module.press('finger', 5000);
    expect(command('01')).toBe(OK);
    clock.advance(3999);
    expect(command('01')).toMatch(/^02/);
    module.press('finger', 60_000);
    module.lift();
    expect(command('01')).toMatch(/^02/);
    expect(command('02 01')).toMatch(/^15/);
  });

  it('between two fingers the glass is empty, however fast the hands are', () => {
    const { module, clock, sent } = ready('r503');
    const image = (): string => {
      module.receive(packet('01'));
      clock.advance(30);
      return sent().join(' ').slice(-8, -6);
    };
    module.press('left', 60_000);
    expect(image()).toBe('00');
    module.press('right', 60_000);
    module.press('middle', 60_000);
    clock.advance(FINGER_CHANGE_MS - 90);
    expect(image()).toBe('02');
    clock.advance(60);
    expect(image()).toBe('00');
    module.lift();
    expect(clock.pendingTimers).toBe(0);
  });

  it('GenImg between Img2Tz and Search spoils the search on an R503 only', () => {
    for (const [model, code] of [
      ['r503', '09'],
      ['zfm-20', '00'],
    ] as const) {
      const { module, command } = ready(model);
      module.load([{ page: 3, print: 'finger' }]);
      module.press('finger', 60_000);
      command('01');
      command('02 01');
      command('01');
      expect(command('04 01 00 00 00 A0'), model).toContain(code === '09' ? '09 01 EE' : '00 03');
    }
  });

  it('two different fingers do not merge; the same one twice is stored and found', () => {
    const { module, clock, command } = ready('r503');
    const sample = (print: string, buffer: number): void => {
      module.press(print, 60_000);
      clock.advance(FINGER_CHANGE_MS);
      command('01');
      command(`02 0${buffer}`);
    };
    sample('left', 1);
    sample('right', 2);
    expect(command('05')).toMatch(/^0A/);
    sample('left', 2);
    expect(command('05')).toBe(OK);
    expect(command('06 01 00 C8')).toMatch(/^0B/);
    expect(command('06 01 00 C7')).toBe(OK);
    expect(module.prints()).toEqual([{ print: 'left', page: 199 }]);
    sample('left', 1);
    expect(command('04 01 00 00 00 C7')).toContain('09 01 EE');
    expect(command('04 01 00 00 00 C8')).toContain('00 C7');
  });

  it('DeletChar refuses a range beyond the library and changes nothing', () => {
    const { module, command } = ready('r503');
    module.load([{ page: 199, print: 'finger' }]);
    expect(command('0C 00 C7 00 02')).toMatch(/^10/);
    expect(command('0C 00 C7 00 00')).toMatch(/^10/);
    expect(module.templates).toBe(1);
    expect(command('0C 00 00 00 C8')).toBe(OK);
    expect(module.templates).toBe(0);
  });
});

describe('virtual fingerprint module: memory and light', () => {
  it('keeps its notepad, sixteen pages of 32 bytes', () => {
    const { module, command } = ready('r503');
    const page = '44 4D '.repeat(16).trim();
    expect(command('19 03')).toContain('00 00 00 00');
    expect(command(`18 0F ${page}`)).toBe(OK);
    expect(command(`18 10 ${page}`)).toMatch(/^1C/);
    expect(command('19 10')).toMatch(/^1C/);
    expect(module.exportState().notepad).toEqual({ 15: '444d'.repeat(16) });
  });

  it('exports its library and notepad and is the same module with them', () => {
    let told = 0;
    const first = ready('r503', { onMemoryChange: () => (told += 1) });
    first.module.load([
      { page: 1, print: 'left' },
      { page: 9, print: 'right' },
    ]);
    first.module.setNotepad(0, bytesOf('44 4D 49 44'));
    expect(told).toBe(2);
    const second = ready('r503', { state: first.module.exportState() });
    expect(second.module.exportState()).toEqual(first.module.exportState());
    expect(second.command('1F 00')).toContain('02 02');
  });

  it('refuses pages that it does not have', () => {
    const { module } = ready('r503');
    expect(() => module.load([{ page: 200, print: 'finger' }])).toThrow(RangeError);
    expect(() => module.setNotepad(16, new Uint8Array(32))).toThrow(RangeError);
    expect(() => module.setNotepad(0, new Uint8Array(33))).toThrow(RangeError);
  });

  it('its light is what a person sees: counted flashes end, breathing goes on, power takes it away', () => {
    const { module, clock, command } = ready('r503');
    module.receive(packet('35 02 19 01 03'));
    clock.advance(10);
    expect(module.light).toBe('flash red');
    clock.advance(10 * 0x19 * 3);
    expect(module.light).toBe('off');
    command('35 01 64 02 00');
    clock.advance(600_000);
    expect(module.light).toBe('breathe blue');
    module.powerOff();
    expect(module.light).toBe('off');
  });

  it('modules without a ring do not know the light, the handshake and the soft reset; nobody hands out images', () => {
    const { command } = ready('as608');
    for (const hex of ['35 01 64 02 00', '40', '3D', '0A']) expect(command(hex), hex).toMatch(/^FC/);
    expect(command('1B 01 00 00 00 A3')).toContain('09');
  });
});
