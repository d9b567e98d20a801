/** The reading wire: what a silence inside a frame means, and what it does not mean while the process was held up. */
import { describe, expect, it } from 'vitest';
import { ScanningDeframer } from '../../../firmware-bridge/framing/scanning-deframer.ts';
import { ReportLink } from '../../../firmware-bridge/link/report-link.ts';
import { decodeEm4100, em4100Shape } from '../../../firmware-bridge/protocols/em4100/frame.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryTransport } from '../../support/memory-transport.ts';

/** An ID-12 frame of card 1F00644BB6, cut in two. */
const FRAME = Buffer.from('\u00021F00644BB686\r\n\u0003', 'latin1');
const [FIRST_HALF, SECOND_HALF] = [FRAME.subarray(0, 7), FRAME.subarray(7)];

async function openLink() {
  const clock = new ManualClock();
  const transport = new MemoryTransport(clock);
  const cards: { readonly card: string; readonly atMs: number }[] = [];
  const made = new ReportLink({
    transport,
    clock,
    deframer: new ScanningDeframer(em4100Shape('id-12')),
    listener: {
      onUp: () => undefined,
      onDown: () => undefined,
      onFrame: (frame, atMs) => cards.push({ card: decodeEm4100(frame), atMs }),
    },
  });
  made.start();
  await clock.flush();
  return { clock, transport, cards, counters: () => made.counters };
}

describe('ReportLink', () => {
  it('gives up half a frame after a silence, and reads the next whole one', async () => {
    const { clock, transport, cards, counters } = await openLink();
    transport.deliver(FIRST_HALF);
    clock.advance(200);
    expect(counters()).toMatchObject({ 'discarded-truncated': FIRST_HALF.length });
    transport.deliver(FRAME);
    expect(cards).toMatchObject([{ card: '1F00644BB6' }]);
  });

  it('a process that was held up loses no card of which half had been read: late timers run before late reads', async () => {
    const { clock, transport, cards, counters } = await openLink();
    const atMs = clock.monotonicMs();
    transport.deliver(FIRST_HALF);
    clock.stall(400);
    clock.advance(0);
    transport.deliver(SECOND_HALF);
    expect(cards).toEqual([{ card: '1F00644BB6', atMs }]);
    expect(counters()).not.toHaveProperty('discarded-truncated');
  });

  it('nor where the read comes first', async () => {
    const { clock, transport, cards } = await openLink();
    transport.deliver(FIRST_HALF);
    clock.stall(400);
    transport.deliver(Buffer.concat([SECOND_HALF, FRAME]));
    expect(cards).toHaveLength(2);
  });
});
