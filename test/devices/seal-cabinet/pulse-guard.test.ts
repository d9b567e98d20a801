/** YX-Y1: the last word before the solenoid. */
import { describe, expect, it } from 'vitest';
import type { LockState } from '../../../devices/device-event.ts';
import { PulseGuard, type PulseQuestion } from '../../../devices/seal-cabinet/pulse-guard.ts';

function ask(at: Partial<PulseQuestion> = {}): PulseQuestion {
  return { expiresAtMs: 1_000_000, nowMs: 0, pulseMs: 500, lock: 'locked', doorClosed: true, ...at };
}

describe('pulse guard', () => {
  it('YX-Y1: an intent is good for one command', () => {
    const guard = new PulseGuard();
    expect(guard.claim('i-1')).toBe(true);
    expect(guard.claim('i-1')).toBe(false);
    expect(guard.claim('i-2')).toBe(true);
  });

  it('YX-Y1: at 2000 ms the intent still stands, at 2001 ms it has expired', () => {
    expect(new PulseGuard().admit(ask({ expiresAtMs: 2000, nowMs: 2000 }))).toBeUndefined();
    expect(new PulseGuard().admit(ask({ expiresAtMs: 2000, nowMs: 2001 }))).toBe('expired');
  });

  it('rests five pulses after the end of a pulse', () => {
    const guard = new PulseGuard();
    expect(guard.admit(ask())).toBeUndefined();
    expect(guard.admit(ask({ nowMs: 2999 }))).toBe('cooling-down');
    expect(guard.admit(ask({ nowMs: 3000 }))).toBeUndefined();
  });

  it('gives six pulses in any minute', () => {
    const guard = new PulseGuard();
    for (let pulse = 0; pulse < 6; pulse += 1)
      expect(guard.admit(ask({ nowMs: pulse * 5000 }))).toBeUndefined();
    expect(guard.admit(ask({ nowMs: 59_999 }))).toBe('over-budget');
    expect(guard.admit(ask({ nowMs: 60_000 }))).toBeUndefined();
  });

  it('a refused pulse costs nothing', () => {
    const guard = new PulseGuard();
    for (let pulse = 0; pulse < 20; pulse += 1) guard.admit(ask({ doorClosed: false }));
    expect(guard.admit(ask())).toBeUndefined();
  });

  const states: readonly (readonly [LockState, string | undefined])[] = [
    ['locked', undefined],
    ['did-not-open', undefined],
    ['did-not-relock', undefined],
    ['unknown', 'board-offline'],
    ['unlocking', 'cooling-down'],
    ['open', 'door-open'],
    ['held', 'door-open'],
    ['forced', 'door-open'],
  ];
  it.each(states)('with the lock %s the answer is %s', (lock, answer) => {
    expect(new PulseGuard().admit(ask({ lock }))).toBe(answer);
  });

  it('a door seen open, bounce or not, is open', () => {
    expect(new PulseGuard().admit(ask({ doorClosed: false }))).toBe('door-open');
    expect(new PulseGuard().admit(ask({ doorClosed: undefined }))).toBe('board-offline');
  });

  it('remembers a bounded number of intents', () => {
    const guard = new PulseGuard();
    for (let intent = 0; intent <= 1000; intent += 1) guard.claim(`i-${intent}`);
    expect(guard.claim('i-1000')).toBe(false);
    expect(guard.claim('i-0')).toBe(true);
  });
});
