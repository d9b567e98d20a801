/** YX-Y1: the cabinet driver fires once per intent or not at all, says which, and says it once. */
import { describe, expect, it } from 'vitest';
import type { PulseSettled } from '../../../devices/device-event.ts';
import { BenchDesk } from '../bench-desk.ts';

/** Commands a pulse, 2 s to live, and lets `waitMs` pass. */
async function pulse(desk: BenchDesk, intentId: string, waitMs: number, liveMs = 2000): Promise<void> {
  const expiresAtMs = desk.clock.monotonicMs() + liveMs;
  const done = desk.cabinet.execute({ kind: 'pulse-lock', intentId, expiresAtMs });
  await desk.clock.advanceAsync(waitMs);
  await Promise.race([done, Promise.resolve()]);
}

function settled(desk: BenchDesk): readonly PulseSettled['outcome'][] {
  return desk.of('pulse-settled').map(({ outcome }) => outcome);
}

describe('YX-Y1: a pulse', () => {
  it('YX-Y1: fires for 0.5 s by the board’s timer, is read back while it runs, and is settled once', async () => {
    const desk = await new BenchDesk().start();
    await pulse(desk, 'i-1', 3000);
    expect(desk.bus.flashes).toMatchObject([{ unit: 1, coil: 0, tenths: 5 }]);
    expect(settled(desk)).toEqual([{ name: 'pulsed', confirmedBy: 'coil-read-back' }]);
    const settledAt = desk.of('pulse-settled')[0]?.at.monotonicMs ?? 0;
    expect(settledAt - (desk.bus.flashes[0]?.atMs ?? 0)).toBeLessThan(500);
  });

  it('YX-Y1: leaves within one request of the command, before all polls', async () => {
    const desk = await new BenchDesk({ pollMs: 1 }).start(1000);
    const commandedAtMs = desk.clock.monotonicMs();
    await pulse(desk, 'i-1', 1000);
    expect((desk.bus.flashes[0]?.atMs ?? Infinity) - commandedAtMs).toBeLessThanOrEqual(desk.bus.replyMs);
  });

  it('YX-Y1: the whole opening: unlocking, open, locked, under one intent', async () => {
    const desk = await new BenchDesk().start();
    desk.forget();
    await pulse(desk, 'i-1', 100);
    await desk.set('lock', false, 1000);
    await desk.set('door', false, 2000);
    await desk.set('slot1', false, 2000);
    await desk.set('slot1', true, 2000);
    await desk.set('door', true, 100);
    await desk.set('lock', true, 1000);
    expect(desk.of('lock-changed').map(({ lock, intentId }) => [lock, intentId])).toEqual([
      ['unlocking', 'i-1'],
      ['open', 'i-1'],
      ['locked', 'i-1'],
    ]);
    expect(
      desk
        .of('slot-changed')
        .map(({ slot, occupied, behindClosedDoor }) => [slot, occupied, behindClosedDoor]),
    ).toEqual([
      [1, false, false],
      [1, true, false],
    ]);
  });

  it('the pulse length comes from the settings, within what the coil bears', async () => {
    for (const [pulseMs, tenths] of [
      [300, 3],
      [50, 2],
      [5000, 10],
    ] as const) {
      const desk = await new BenchDesk().start(1000);
      await desk.cabinet.execute({ kind: 'configure-cabinet', releaseMs: 5000, openMs: 30_000, pulseMs });
      await pulse(desk, 'i-1', 3000);
      expect(desk.bus.flashes).toMatchObject([{ tenths }]);
    }
  });

  it('a coil that outlives its timer is switched off', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.board.timerEnds = false;
    await pulse(desk, 'i-1', 2000);
    expect(desk.board.coils[0]).toBe(false);
    expect(desk.io.status().counters['coilsSwitchedOff']).toBe(1);
  });
});

describe('YX-Y1: refused, and not sent', () => {
  it('YX-Y1: the same intent twice: one pulse, and the second command is told so', async () => {
    const desk = await new BenchDesk().start(1000);
    await pulse(desk, 'i-1', 5000);
    await pulse(desk, 'i-1', 5000);
    expect(desk.bus.flashes).toHaveLength(1);
    expect(settled(desk)[1]).toEqual({ name: 'refused', reason: 'intent-already-used' });
  });

  it('YX-Y1: expired while it waited behind a slow request: not a byte leaves', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.replyMs = 3000;
    await desk.clock.advanceAsync(30);
    await pulse(desk, 'i-1', 4000);
    expect(desk.bus.flashes).toEqual([]);
    expect(settled(desk)).toEqual([{ name: 'refused', reason: 'expired' }]);
  });

  it('YX-Y1: the board is away, or its wire', async () => {
    const silent = await new BenchDesk().start(1000);
    silent.board.answers = false;
    await silent.clock.advanceAsync(2000);
    await pulse(silent, 'i-1', 1000);
    expect(settled(silent)).toEqual([{ name: 'refused', reason: 'board-offline' }]);
    const unplugged = await new BenchDesk().start(1000);
    unplugged.bus.unplug();
    await pulse(unplugged, 'i-1', 1000);
    unplugged.bus.plug();
    await unplugged.clock.advanceAsync(5000);
    expect(settled(unplugged)).toEqual([{ name: 'refused', reason: 'board-offline' }]);
    expect(unplugged.bus.flashes).toEqual([]);
  });

  it('YX-Y1: not open at the last moment', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.flashFaults.push('not-open');
    await pulse(desk, 'i-1', 1000);
    expect(settled(desk)).toEqual([{ name: 'refused', reason: 'board-offline' }]);
  });

  it('YX-Y1: the output is linked to an input', async () => {
    const desk = new BenchDesk();
    desk.board.modes[0] = 1;
    await desk.start(1000);
    await pulse(desk, 'i-1', 1000);
    expect(settled(desk)).toEqual([{ name: 'refused', reason: 'output-mode-wrong' }]);
    expect(desk.bus.flashes).toEqual([]);
  });

  it('YX-Y1: the door stands open', async () => {
    const desk = await new BenchDesk().start(1000);
    await desk.set('door', false, 500);
    await pulse(desk, 'i-1', 1000);
    expect(settled(desk)).toEqual([{ name: 'refused', reason: 'door-open' }]);
  });

  it('YX-Y1: still cooling down, and over the budget', async () => {
    const desk = await new BenchDesk().start(1000);
    for (let opening = 1; opening <= 8; opening += 1) await pulse(desk, `i-${opening}`, 5100);
    expect(desk.bus.flashes).toHaveLength(6);
    expect(settled(desk)[6]).toEqual({ name: 'refused', reason: 'over-budget' });
    const hasty = await new BenchDesk().start(1000);
    await pulse(hasty, 'i-1', 600);
    await pulse(hasty, 'i-2', 600);
    expect(settled(hasty)[1]).toEqual({ name: 'refused', reason: 'cooling-down' });
  });

  it('cannot do what is not a cabinet’s', async () => {
    const desk = await new BenchDesk().start(100);
    await expect(desk.cabinet.execute({ kind: 'show-reader-light', light: 'off' })).rejects.toMatchObject({
      code: 'DEVICE_COMMAND_UNSUPPORTED',
    });
  });
});

describe('YX-Y1: sent, and what is known of it', () => {
  it('YX-Y1: the reply is lost but the coil is read on: pulsed, and sent once', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.flashFaults.push('lost');
    await pulse(desk, 'i-1', 5000);
    expect(desk.bus.flashes).toHaveLength(1);
    expect(settled(desk)).toEqual([{ name: 'pulsed', confirmedBy: 'coil-read-back' }]);
  });

  it('YX-Y1: the board stops answering at the pulse: unknown, never sent again', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.onFlash = () => (desk.board.answers = false);
    desk.bus.flashFaults.push('lost');
    await pulse(desk, 'i-1', 3000);
    desk.board.answers = true;
    await desk.clock.advanceAsync(10_000);
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'reply-timeout' }]);
    expect(desk.bus.flashes).toHaveLength(1);
  });

  it('YX-Y1: an echo without a board: the reply alone proves nothing', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.board.coilObeys = false;
    await pulse(desk, 'i-1', 5000);
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'coil-not-seen-on' }]);
  });

  it('YX-Y1: the coil is not read on but the bolt moves: pulsed, proven by the lock', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.board.coilObeys = false;
    await pulse(desk, 'i-1', 300);
    await desk.set('lock', false, 2000);
    expect(settled(desk)).toEqual([{ name: 'pulsed', confirmedBy: 'lock-contact' }]);
  });

  it('YX-Y1: a bolt that was drawn before proves nothing', async () => {
    const desk = await new BenchDesk().start(1000);
    await desk.set('lock', false, 3000);
    desk.board.coilObeys = false;
    await pulse(desk, 'i-1', 5000);
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'coil-not-seen-on' }]);
  });

  it('YX-Y1: the adapter drops out at the instant of unlocking: the door proves it later, nothing is sent again', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.flashFaults.push('cut');
    await pulse(desk, 'i-1', 400);
    desk.board.inputs[3] = false;
    desk.bus.plug();
    await desk.clock.advanceAsync(5000);
    expect(settled(desk)).toEqual([{ name: 'pulsed', confirmedBy: 'lock-contact' }]);
    expect(desk.bus.flashes).toHaveLength(1);
    expect(desk.of('lock-changed').map(({ lock }) => lock)).not.toContain('forced');
  });

  it('YX-Y1: the adapter drops out and stays away: unknown, settled once', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.flashFaults.push('cut');
    await pulse(desk, 'i-1', 10_000);
    desk.bus.plug();
    await desk.clock.advanceAsync(10_000);
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'disconnected' }]);
    expect(desk.bus.flashes).toHaveLength(1);
  });

  it('YX-Y1: refused by the board itself: unknown, to be looked at', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.flashFaults.push('refused');
    await pulse(desk, 'i-1', 5000);
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'refused' }]);
  });

  it('YX-Y1: refused by the board itself, and the door opens: that proves no pulse', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.flashFaults.push('refused');
    await pulse(desk, 'i-1', 100);
    await desk.set('door', false, 3000);
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'refused' }]);
  });
});

describe('YX-Y1: the service stops', () => {
  it('YX-Y1: a pulse under way is settled before the cabinet has stopped, once', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.board.coilObeys = false;
    await pulse(desk, 'i-1', 700);
    expect(settled(desk)).toEqual([]);
    await desk.stop();
    expect(settled(desk)).toEqual([{ name: 'unknown', reason: 'coil-not-seen-on' }]);
    await desk.clock.advanceAsync(10_000);
    expect(settled(desk)).toHaveLength(1);
    expect(desk.clock.pendingTimers).toBe(0);
  });

  it('YX-Y1: the bus closes while the coil is being read back: settled as unknown', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.board.coilObeys = false;
    await pulse(desk, 'i-1', 100);
    const stopping = desk.registryStop();
    await desk.clock.advanceAsync(1000);
    await stopping;
    expect(settled(desk)).toMatchObject([{ name: 'unknown' }]);
  });
});

describe('contacts', () => {
  it('a bolt out behind an open door degrades the cabinet while it lasts', async () => {
    const desk = await new BenchDesk().start(1000);
    await desk.set('door', false, 1500);
    expect(desk.of('cabinet-fault').map(({ fault }) => fault)).toEqual(['contacts-disagree']);
    expect(desk.cabinet.status()).toMatchObject({ health: 'degraded', reason: 'contacts-disagree' });
    await desk.set('door', true, 500);
    expect(desk.cabinet.status().health).toBe('online');
  });

  it('a board that is away from the start makes the cabinet and the line offline, not unknown', async () => {
    const desk = new BenchDesk();
    desk.board.answers = false;
    await desk.start(3000);
    expect(desk.cabinet.status()).toMatchObject({ health: 'offline', reason: 'monitor-offline' });
    expect(desk.line.status()).toMatchObject({ health: 'offline', reason: 'monitor-offline' });
    expect(desk.of('line-blind')).toHaveLength(1);
    expect(desk.of('lock-changed')).toEqual([]);
  });

  it('a door torn open is forced within 100 ms, dated to the first sample that saw it', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.forget();
    const openedAtMs = desk.clock.monotonicMs();
    await desk.set('door', false, 100);
    const [forced] = desk.of('lock-changed');
    expect(forced).toMatchObject({
      lock: 'forced',
      previous: 'locked',
      doorContact: 'open',
      intentId: undefined,
    });
    expect((forced?.at.monotonicMs ?? 0) - openedAtMs).toBeLessThanOrEqual(50);
  });

  it('a bounce of 20 ms forces nothing, and is kept as raw edges', async () => {
    const desk = await new BenchDesk({ pollMs: 5 }).start(1000);
    desk.bus.replyMs = 4;
    await desk.clock.advanceAsync(100);
    desk.forget();
    for (let bounce = 0; bounce < 3; bounce += 1) {
      await desk.set('door', false, 12);
      await desk.set('door', true, 40);
    }
    expect(desk.of('lock-changed')).toEqual([]);
    expect(desk.io.status().counters['edges-in-2']).toBeGreaterThan(0);
  });

  it('a slot that empties behind the closed door is told as such', async () => {
    const desk = await new BenchDesk().start(4000);
    desk.forget();
    await desk.set('slot2', false, 200);
    expect(desk.of('slot-changed')).toMatchObject([{ slot: 2, occupied: false, behindClosedDoor: true }]);
  });

  it('sight lost: lock unknown, slots unknown, offline; regained: all known again', async () => {
    const desk = await new BenchDesk().start(4000);
    desk.forget();
    desk.bus.unplug();
    expect(desk.of('lock-changed')).toMatchObject([
      { lock: 'unknown', doorContact: 'unknown', lockContact: 'unknown' },
    ]);
    expect(desk.of('slot-changed').map(({ occupied }) => occupied)).toEqual([undefined, undefined]);
    expect(desk.cabinet.status()).toMatchObject({ health: 'offline', reason: 'monitor-offline' });
    desk.forget();
    desk.bus.plug();
    await desk.clock.advanceAsync(200);
    expect(desk.of('lock-changed')).toMatchObject([{ lock: 'locked', previous: 'unknown' }]);
    expect(desk.of('slot-changed').map(({ occupied }) => occupied)).toEqual([true, true]);
    expect(desk.cabinet.status().health).toBe('online');
  });
});
