/** The virtual card readers against the manual's frames and rhythms (hardware notes 2.3, 14.3). */
import { describe, expect, it } from 'vitest';
import {
  CARD_READER_MODELS,
  cardFrame,
  CardReader,
  GHOST_NUMBERS,
} from '../../../devices/virtual/card-reader.ts';
import { seededRandom } from '../../../devices/virtual/seeded-random.ts';
import { hexOf } from '../../support/hex.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const CARD = '1F00644BB6';

function subject(
  modelId: string,
  ghostMeanMs?: number,
  seed = 1,
): { clock: ManualClock; reader: CardReader; frames: { hex: string; atMs: number }[] } {
  const clock = new ManualClock();
  const frames: { hex: string; atMs: number }[] = [];
  const model = CARD_READER_MODELS[modelId];
  if (model === undefined) throw new Error(`no model ${modelId}`);
  const reader = new CardReader({
    model,
    clock,
    random: seededRandom(seed),
    ghostMeanMs,
    send: (bytes) => frames.push({ hex: hexOf(bytes), atMs: clock.monotonicMs() }),
  });
  reader.powerOn();
  return { clock, reader, frames };
}

describe('virtual card readers', () => {
  it('RDM6300: 14 bytes, checksum over version and number as two digits', () => {
    const { reader, frames } = subject('rdm6300');
    reader.present(CARD, 1);
    expect(frames.map(({ hex }) => hex)).toEqual(['02 31 46 30 30 36 34 34 42 42 36 38 36 03']);
  });

  it('ID-12: 16 bytes, ends with CR LF ETX', () => {
    const { reader, frames } = subject('id-12');
    reader.present(CARD, 1);
    expect(frames.map(({ hex }) => hex)).toEqual(['02 31 46 30 30 36 34 34 42 42 36 38 36 0D 0A 03']);
  });

  it('raw checksum: the 13 bytes of the notes', () => {
    const { reader, frames } = subject('em4100-raw-checksum');
    reader.present('0114AE3BBC', 1);
    expect(frames.map(({ hex }) => hex)).toEqual(['02 30 31 31 34 41 45 33 42 42 43 3C 03']);
  });

  it('raw checksum: the checksum may itself be 02 or 03', () => {
    const model = { repeatMs: undefined, checksum: 'raw', trailer: [0x03] } as const;
    expect(hexOf(cardFrame(model, '0000000002')).endsWith('02 03')).toBe(true);
    expect(hexOf(cardFrame(model, '0000000003')).endsWith('03 03')).toBe(true);
  });

  it('RDM6300 repeats every 65 ms while the card is there and not a millisecond longer', () => {
    const { clock, reader, frames } = subject('rdm6300');
    reader.present(CARD, 260);
    clock.advance(10_000);
    expect(frames.map(({ atMs }) => atMs)).toEqual([0, 65, 130, 195]);
    expect(reader.cardPresent).toBe(false);
    expect(clock.pendingTimers).toBe(0);
  });

  it('ID-12 speaks once however long the card is held', () => {
    const { clock, reader, frames } = subject('id-12');
    reader.present(CARD, 10_000);
    clock.advance(20_000);
    expect(frames).toHaveLength(1);
  });

  it('another card replaces the one that is held', () => {
    const { clock, reader, frames } = subject('rdm6300');
    reader.present(CARD, 1000);
    clock.advance(70);
    reader.present('0F0184F07A', 1000);
    clock.advance(2000);
    expect(new Set(frames.slice(2).map(({ hex }) => hex)).size).toBe(1);
  });

  it('without power it reads nothing, and reads the card that is still held when power comes back', () => {
    const { clock, reader, frames } = subject('rdm6300');
    reader.powerOff();
    reader.present(CARD, 500);
    clock.advance(200);
    expect(frames).toEqual([]);
    reader.powerOn();
    clock.advance(1000);
    expect(frames.map(({ atMs }) => atMs)).toEqual([200, 265, 330, 395, 460]);
  });

  it('refuses what is no card number', () => {
    const { reader } = subject('rdm6300');
    for (const number of ['1F00644BB', '1F00644BB66', '1f00644bb6', 'ZF00644BB6', '']) {
      expect(() => reader.present(number, 100), number).toThrow(RangeError);
    }
  });

  it('ghosts pass their checksum, are the known ones, and come the same for the same seed', () => {
    const known = [
      '000000000000',
      '000000078F88',
      '00F00000F000',
      'F000060007F1',
      'B59A99E5A9FA',
      '4FFB388FFFFC',
    ];
    known.push('DA9386B5EA90', 'DAEF6FEE2B9F', 'BC7DDFFDDF3C', 'C00C000000CC');
    const model = { repeatMs: 65, checksum: 'hex', trailer: [0x03] } as const;
    const frames = GHOST_NUMBERS.map((number) =>
      Buffer.from(cardFrame(model, number)).toString('latin1').slice(1, 13),
    );
    expect(frames).toEqual(known);
    const [first, again, other] = [
      subject('rdm6300', 1000, 7),
      subject('rdm6300', 1000, 7),
      subject('rdm6300', 1000, 8),
    ];
    for (const { clock } of [first, again, other]) clock.advance(60_000);
    expect(first.frames.length).toBeGreaterThan(30);
    expect(first.frames.length).toBeLessThan(120);
    expect(again.frames).toEqual(first.frames);
    expect(other.frames).not.toEqual(first.frames);
  });
});
