/** Card readers on a wire in memory: ghosts, repeats, second presentations, debounce, enrolment, unplugging. */
import { describe, expect, it } from 'vitest';
import type { EnrolmentStep } from '../../../devices/device-event.ts';
import { bytesOf } from '../../support/hex.ts';
import em4100 from '../../vectors/em4100.json' with { type: 'json' };
import wedge from '../../vectors/hid-wedge.json' with { type: 'json' };
import { eventsOf, readerBench, type ReaderBench } from './reader-bench.ts';

const CARD = '1F00644BB6';
const CARD_FRAME = bytesOf('02 31 46 30 30 36 34 34 42 42 36 38 36 03');
const ID12_CARD = '0C000621A5';
const ID12_FRAME = bytesOf('02 30 43 30 30 30 36 32 31 41 35 38 45 0D 0A 03');

async function started(model: string, format?: 'dez10' | 'dez8' | 'hex8'): Promise<ReaderBench> {
  const bench = readerBench(model, format === undefined ? {} : { format });
  await bench.reader.start();
  await bench.clock.flush();
  return bench;
}
/** The card lies at a reader that repeats every 65 ms. */
async function lay({ clock, wire }: ReaderBench, ms: number, frame = CARD_FRAME): Promise<void> {
  for (let passed = 0; passed < ms; passed += 65) {
    wire.deliver(frame);
    await clock.advanceAsync(65);
  }
}
function asciiFrame(digits: string): Uint8Array {
  return Uint8Array.of(0x02, ...Buffer.from(digits), 0x03);
}

describe('a reader that repeats (RDM6300)', () => {
  it('a card that lies there for 10 s is one presentation, dated by its first frame', async () => {
    const bench = await started('rdm6300');
    await bench.clock.advanceAsync(1_000);
    await lay(bench, 10_000);
    expect(eventsOf(bench.events, 'card-presented')).toMatchObject([
      { cardNumber: CARD, format: 'em4100-40', at: { monotonicMs: 1_000 } },
    ]);
    expect(eventsOf(bench.events, 'card-ghost')).toEqual([]);
  });

  it('the same card within 3 s of being seen is the same presentation; after that it is another', async () => {
    const bench = await started('rdm6300');
    await lay(bench, 200);
    await bench.clock.advanceAsync(2_900);
    await lay(bench, 200);
    expect(eventsOf(bench.events, 'card-presented')).toHaveLength(1);
    await bench.clock.advanceAsync(3_000);
    await lay(bench, 200);
    expect(eventsOf(bench.events, 'card-presented')).toHaveLength(2);
  });

  it.each(em4100.ghosts)('a single ghost $ascii is counted and is nobody', async ({ ascii }) => {
    const bench = await started('rdm6300');
    bench.wire.deliver(asciiFrame(ascii));
    await bench.clock.advanceAsync(1_000);
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
    expect(eventsOf(bench.events, 'card-ghost')).toMatchObject([{ format: 'em4100-40' }]);
    expect(bench.reader.status().counters).toMatchObject({ ghosts: 1, cards: 0 });
  });

  it('two frames alike count within 200 ms, not after', async () => {
    const near = await started('rdm6300');
    near.wire.deliver(CARD_FRAME);
    await near.clock.advanceAsync(200);
    near.wire.deliver(CARD_FRAME);
    expect(eventsOf(near.events, 'card-presented')).toHaveLength(1);
    const far = await started('rdm6300');
    far.wire.deliver(CARD_FRAME);
    await far.clock.advanceAsync(202);
    far.wire.deliver(CARD_FRAME);
    expect(eventsOf(far.events, 'card-presented')).toEqual([]);
  });

  it('a ghost between two frames of a card does not cost the card its first moment', async () => {
    const bench = await started('rdm6300');
    bench.wire.deliver(CARD_FRAME);
    bench.wire.deliver(asciiFrame('BC7DDFFDDF3C'));
    await bench.clock.advanceAsync(65);
    bench.wire.deliver(CARD_FRAME);
    expect(eventsOf(bench.events, 'card-presented')).toMatchObject([
      { cardNumber: CARD, at: { monotonicMs: 0 } },
    ]);
  });

  it('its health is unproven until it reads, and it never claims to be alive', async () => {
    const bench = await started('rdm6300');
    expect(bench.reader.status()).toMatchObject({
      health: 'unknown',
      reason: 'unproven',
      kind: 'card-reader',
    });
    await bench.clock.advanceAsync(60_000);
    expect(bench.reader.status().health).toBe('unknown');
    await lay(bench, 200);
    expect(bench.reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
    expect(eventsOf(bench.events, 'device-proven')).toEqual([]);
  });

  it('unplugged in mid-frame: offline, nothing invented; plugged in again the next badge counts', async () => {
    const bench = await started('rdm6300');
    bench.wire.deliver(CARD_FRAME.subarray(0, 6));
    bench.wire.unplug();
    await bench.clock.flush();
    expect(bench.reader.status()).toMatchObject({ health: 'offline', reason: 'unplugged' });
    bench.wire.plug();
    await bench.clock.advanceAsync(500);
    bench.wire.deliver(CARD_FRAME.subarray(6));
    await bench.clock.advanceAsync(500);
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
    await lay(bench, 200);
    expect(eventsOf(bench.events, 'card-presented')).toHaveLength(1);
    expect(bench.reader.status().health).toBe('online');
  });
});

describe('a reader that sends once (ID-12, raw checksum)', () => {
  it('a number that somebody holds counts at once', async () => {
    const bench = await started('id-12');
    bench.knownCards.add(`em4100-40 ${ID12_CARD}`);
    bench.wire.deliver(ID12_FRAME);
    expect(eventsOf(bench.events, 'card-presented')).toMatchObject([{ cardNumber: ID12_CARD }]);
  });

  it('an unknown number counts when it is presented a second time, within 10 s', async () => {
    const bench = await started('id-12');
    bench.wire.deliver(ID12_FRAME);
    await bench.clock.advanceAsync(9_900);
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
    bench.wire.deliver(ID12_FRAME);
    expect(eventsOf(bench.events, 'card-presented')).toMatchObject([{ cardNumber: ID12_CARD }]);
  });

  it('an unknown number that stays alone is a ghost', async () => {
    const bench = await started('id-12');
    bench.wire.deliver(ID12_FRAME);
    await bench.clock.advanceAsync(10_100);
    expect(eventsOf(bench.events, 'card-ghost')).toHaveLength(1);
    bench.wire.deliver(ID12_FRAME);
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
  });

  it('different unknown numbers do not confirm each other, and what is remembered is bounded', async () => {
    const bench = await started('id-12');
    for (let card = 0; card < 1_000; card += 1) {
      const digits = card.toString(16).toUpperCase().padStart(10, '0');
      const check = Buffer.from(digits, 'hex').reduce((sum, byte) => sum ^ byte, 0);
      const hex = check.toString(16).toUpperCase().padStart(2, '0');
      bench.wire.deliver(Uint8Array.of(0x02, ...Buffer.from(digits + hex), 0x0d, 0x0a, 0x03));
    }
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
    expect(eventsOf(bench.events, 'card-ghost').length).toBeGreaterThanOrEqual(700);
  });

  it('reads the 13-byte frame whose raw checksum is 02 or 03', async () => {
    const bench = await started('em4100-raw-checksum');
    for (const frame of em4100.frames.filter(({ variant }) => variant === 'raw-checksum')) {
      bench.knownCards.add(`em4100-40 ${frame.cardNumber}`);
      bench.wire.deliver(bytesOf(frame.hex));
    }
    expect(eventsOf(bench.events, 'card-presented').map(({ cardNumber }) => cardNumber)).toEqual([
      '0114AE3BBC',
      '0000000002',
      '0000000003',
    ]);
  });
});

describe('a keyboard wedge', () => {
  const stream = wedge.streams[0]?.reports.map((hex) => bytesOf(hex)) ?? [];
  async function type({ clock, wire }: ReaderBench, reports: readonly Uint8Array[]): Promise<void> {
    for (const report of reports) {
      wire.deliver(report);
      await clock.advanceAsync(8);
    }
  }

  it('types a number and Enter: one card, dated by its first key', async () => {
    const bench = await started('wedge');
    bench.knownCards.add('dez10 0042B7C9');
    await bench.clock.advanceAsync(100);
    await type(bench, stream);
    expect(eventsOf(bench.events, 'card-presented')).toMatchObject([
      { cardNumber: '0042B7C9', format: 'dez10', at: { monotonicMs: 100 } },
    ]);
  });

  it('the same keys are another card in another format, and none where the length does not fit', async () => {
    const bench = await started('wedge', 'dez8');
    await type(bench, stream);
    await type(bench, stream);
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
    expect(bench.reader.status().counters['spoilt-numbers']).toBe(2);
  });

  it('unplugged after 6 of 10 digits and plugged in again: nothing is invented and the next card is whole', async () => {
    const bench = await started('wedge');
    bench.knownCards.add('dez10 0042B7C9');
    await type(bench, stream.slice(0, 12));
    bench.wire.unplug();
    bench.wire.plug();
    await bench.clock.advanceAsync(1_000);
    await type(bench, stream);
    expect(eventsOf(bench.events, 'card-presented').map(({ cardNumber }) => cardNumber)).toEqual([
      '0042B7C9',
    ]);
  });

  it.each([
    { first: 'late timers', runTimers: true },
    { first: 'the read', runTimers: false },
  ])('a process held up in mid-number loses no card, $first first', async ({ runTimers }) => {
    const bench = await started('wedge');
    bench.knownCards.add('dez10 0042B7C9');
    await type(bench, stream.slice(0, 12));
    bench.clock.stall(400);
    if (runTimers) await bench.clock.advanceAsync(0);
    for (const report of stream.slice(12)) bench.wire.deliver(report);
    expect(eventsOf(bench.events, 'card-presented')).toMatchObject([
      { cardNumber: '0042B7C9', at: { monotonicMs: 0 } },
    ]);
    expect(bench.reader.status().counters['spoilt-numbers']).toBe(0);
  });

  it('digits typed by hand, one every 150 ms, are no card', async () => {
    const bench = await started('wedge');
    bench.knownCards.add('dez10 0042B7C9');
    for (const report of stream) {
      bench.wire.deliver(report);
      await bench.clock.advanceAsync(75);
    }
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
  });

  it('a partial number is flushed by the clock, not by the next card', async () => {
    const bench = await started('wedge');
    await type(bench, stream.slice(0, 12));
    await bench.clock.advanceAsync(200);
    expect(bench.reader.status().counters['spoilt-numbers']).toBe(1);
    expect(bench.clock.pendingTimers).toBe(0);
  });
});

describe('card enrolment', () => {
  function stepsOf(bench: ReaderBench): readonly EnrolmentStep[] {
    return eventsOf(bench.events, 'enrolment-advanced').map(({ step }) => step);
  }
  const start = (bench: ReaderBench, timeoutMs = 60_000): Promise<void> =>
    bench.reader.execute({ kind: 'start-card-enrolment', enrolmentId: 'enrolment-1', timeoutMs });

  it('the same number presented twice, taken away in between', async () => {
    const bench = await started('rdm6300');
    await start(bench);
    await lay(bench, 2_000);
    expect(stepsOf(bench)).toEqual([{ name: 'present-card' }, { name: 'present-card-again' }]);
    await bench.clock.advanceAsync(400);
    await lay(bench, 2_000);
    expect(stepsOf(bench).at(-1)).toEqual({ name: 'done-card', cardNumber: CARD, format: 'em4100-40' });
    expect(bench.reader.status()).toMatchObject({ health: 'online', reason: 'ok' });
    // Neither presentation, nor the card that still lies there, is a badge.
    await lay(bench, 5_000);
    expect(eventsOf(bench.events, 'card-presented')).toEqual([]);
  });

  it('at a reader that sends once', async () => {
    const bench = await started('id-12');
    await start(bench);
    bench.wire.deliver(ID12_FRAME);
    await bench.clock.advanceAsync(200);
    expect(stepsOf(bench)).toEqual([{ name: 'present-card' }, { name: 'present-card-again' }]);
    await bench.clock.advanceAsync(200);
    bench.wire.deliver(ID12_FRAME);
    expect(stepsOf(bench).at(-1)).toMatchObject({ name: 'done-card', cardNumber: ID12_CARD });
  });

  it('a ghost in between starts the pair anew; three different numbers end it', async () => {
    const bench = await started('id-12');
    await start(bench);
    const frames = ['0C000621A58E', '1F00644BB686', '0D00319CD070', '00F00000F000'].map((digits) =>
      Uint8Array.of(0x02, ...Buffer.from(digits), 0x0d, 0x0a, 0x03),
    );
    for (const frame of frames) {
      bench.wire.deliver(frame);
      await bench.clock.advanceAsync(500);
    }
    expect(stepsOf(bench)).toEqual([
      { name: 'present-card' },
      { name: 'present-card-again' },
      { name: 'present-card-again' },
      { name: 'present-card-again' },
      { name: 'failed', reason: 'differs' },
    ]);
  });

  it('times out, is cancelled, and fails with the reader', async () => {
    const slow = await started('rdm6300');
    await start(slow, 1_000);
    await slow.clock.advanceAsync(1_000);
    expect(stepsOf(slow).at(-1)).toEqual({ name: 'failed', reason: 'timed-out' });
    const unwanted = await started('rdm6300');
    await start(unwanted);
    await unwanted.reader.execute({ kind: 'cancel-enrolment', enrolmentId: 'enrolment-1' });
    expect(stepsOf(unwanted).at(-1)).toEqual({ name: 'failed', reason: 'cancelled' });
    const lost = await started('rdm6300');
    await start(lost);
    lost.wire.unplug();
    expect(stepsOf(lost).at(-1)).toEqual({ name: 'failed', reason: 'reader-lost' });
    await start(lost);
    expect(stepsOf(lost).at(-1)).toEqual({ name: 'failed', reason: 'reader-lost' });
  });

  it('stopped, it leaves no timer behind', async () => {
    const bench = await started('rdm6300');
    await start(bench);
    bench.wire.deliver(CARD_FRAME);
    await bench.reader.stop();
    expect(bench.clock.pendingTimers).toBe(0);
  });
});
