/** Bytes take the time that the baud rate gives them (hardware notes 1.1: 12 bytes at 57600 are 2.1 ms). */
import { describe, expect, it } from 'vitest';
import { BACKLOG_BYTES_MAX, BytePacer, byteTimeMs } from '../../../devices/virtual/byte-pacer.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function subject(
  baudRate: number,
  paced = true,
): { clock: ManualClock; pacer: BytePacer; arrivals: [number, number][] } {
  const clock = new ManualClock();
  const arrivals: [number, number][] = [];
  const deliver = (bytes: Uint8Array): void =>
    bytes.forEach((byte) => arrivals.push([byte, clock.monotonicMs()]));
  return { clock, pacer: new BytePacer({ clock, baudRate, paced, deliver }), arrivals };
}

describe('byte pacer', () => {
  it('an acknowledgement of 12 bytes takes 2.1 ms at 57600, an index table 7.6 ms', () => {
    expect(12 * byteTimeMs(57_600)).toBeCloseTo(2.1, 1);
    expect(44 * byteTimeMs(57_600)).toBeCloseTo(7.6, 1);
    const { clock, pacer, arrivals } = subject(57_600);
    pacer.push(new Uint8Array(12));
    clock.advance(2);
    expect(arrivals.length).toBeLessThan(12);
    clock.advance(0.1);
    expect(arrivals).toHaveLength(12);
  });

  it('each byte arrives when its stop bit is over, in order, and pushes queue behind each other', () => {
    const { clock, pacer, arrivals } = subject(10_000);
    pacer.push(Uint8Array.of(1, 2));
    pacer.push(Uint8Array.of(3));
    clock.advance(10);
    expect(arrivals).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    pacer.push(Uint8Array.of(4));
    clock.advance(10);
    expect(arrivals.at(-1)).toEqual([4, 11]);
  });

  it('a host that stood still gets what is due as one chunk', () => {
    const { clock, pacer, arrivals } = subject(10_000);
    pacer.push(Uint8Array.of(1, 2, 3, 4));
    clock.stall(2.5);
    clock.advance(0);
    expect(arrivals.map(([byte]) => byte)).toEqual([1, 2]);
  });

  it('forgets what is on the way when it is cleared', () => {
    const { clock, pacer, arrivals } = subject(10_000);
    pacer.push(Uint8Array.of(1, 2, 3));
    clock.advance(1);
    pacer.clear();
    clock.advance(10);
    expect(arrivals).toEqual([[1, 1]]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('loses what is beyond its backlog and counts it', () => {
    const { clock, pacer, arrivals } = subject(1_000_000);
    pacer.push(new Uint8Array(BACKLOG_BYTES_MAX + 10));
    clock.advance(1000);
    expect(arrivals).toHaveLength(BACKLOG_BYTES_MAX);
    expect(pacer.overrunBytes).toBe(10);
  });

  it('says whether the next byte follows on the line, however late the process hands it over', () => {
    const clock = new ManualClock();
    const told: [number, boolean][] = [];
    const pacer = new BytePacer({
      clock,
      baudRate: 10_000,
      paced: true,
      deliver: (bytes, goesOn) => told.push([bytes.length, goesOn]),
    });
    pacer.push(new Uint8Array(4));
    clock.stall(3);
    clock.advance(1);
    expect(told).toEqual([
      [3, true],
      [1, false],
    ]);
  });

  it('unpaced it delivers at once and keeps no reference', () => {
    const { pacer, arrivals } = subject(9600, false);
    const bytes = Uint8Array.of(7);
    pacer.push(bytes);
    expect(arrivals).toEqual([[7, 0]]);
  });
});
