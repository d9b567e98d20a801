/** The line driver on a polled board: calls, blind intervals, health. */
import { describe, expect, it } from 'vitest';
import { BenchDesk } from '../bench-desk.ts';

async function ringOnce(desk: BenchDesk, onMs = 1000, offMs = 4000): Promise<void> {
  await desk.set('ring', true, onMs);
  await desk.set('ring', false, offMs);
}

describe('ZB-1: a call over the wire', () => {
  it('ZB-1: three rings: the third is told within 150 ms of its start, polling busy', async () => {
    const desk = await new BenchDesk({ pollMs: 1 }).start();
    await ringOnce(desk);
    await ringOnce(desk);
    desk.forget();
    await desk.set('ring', true, 150);
    expect(desk.of('ring-started')).toMatchObject([
      { ring: 3, evidence: 'counted', lineId: 'line-1', callId: 'call-1' },
    ]);
  });

  it('ZB-1: answered after two rings', async () => {
    const desk = await new BenchDesk().start();
    await ringOnce(desk);
    await desk.set('ring', true, 1000);
    await desk.set('ring', false, 500);
    await desk.set('hook', true, 5000);
    await desk.set('hook', false, 2000);
    const kinds = desk.events.filter(({ kind }) => /^(ring|call)-/.test(kind)).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'ring-started',
      'ring-stopped',
      'ring-started',
      'ring-stopped',
      'call-answered',
      'call-ended',
    ]);
    expect(desk.of('call-answered')).toMatchObject([{ ringsStarted: 2, evidence: 'counted' }]);
  });

  it('one lost reply in a ring costs nothing', async () => {
    const desk = await new BenchDesk().start();
    await desk.set('ring', true, 300);
    desk.board.answers = false;
    await desk.clock.advanceAsync(80);
    desk.board.answers = true;
    await desk.clock.advanceAsync(600);
    await desk.set('ring', false, 7000);
    expect(desk.of('call-abandoned')).toMatchObject([{ ringsStarted: 1, evidence: 'counted' }]);
  });

  it('new cadence settings are taken', async () => {
    const desk = await new BenchDesk().start();
    const cadence = {
      onMs: 400,
      offMs: 2000,
      mergeGapMs: 900,
      burstMinMs: 100,
      abandonFactor: 1.5,
      firstRingSuppressed: false,
    };
    await desk.line.execute({ kind: 'configure-line', lineId: 'line-1', cadence });
    await ringOnce(desk, 400, 200);
    await ringOnce(desk, 400, 3200);
    expect(desk.of('call-abandoned')).toMatchObject([{ ringsStarted: 1 }]);
  });

  it('settings of another line and other commands are refused', async () => {
    const desk = await new BenchDesk().start(100);
    await expect(desk.line.execute({ kind: 'cancel-enrolment', enrolmentId: 'e' })).rejects.toMatchObject({
      code: 'DEVICE_COMMAND_UNSUPPORTED',
    });
  });
});

describe('blind intervals', () => {
  it('blind from the start until first seen', async () => {
    const desk = await new BenchDesk().start(1000);
    expect(desk.of('line-blind')).toMatchObject([{ reason: 'start', callId: undefined }]);
    expect(desk.of('line-seen')).toMatchObject([{ found: 'idle' }]);
  });

  it('the monitor unplugged in a ringing call: blind since the last sample, with the call', async () => {
    const desk = await new BenchDesk().start();
    await desk.set('ring', true, 500);
    desk.forget();
    const unpluggedAtMs = desk.clock.monotonicMs();
    desk.bus.unplug();
    expect(desk.of('line-blind')).toMatchObject([{ reason: 'monitor-offline', callId: 'call-1' }]);
    expect(desk.of('line-blind')[0]?.at.monotonicMs).toBeLessThanOrEqual(unpluggedAtMs);
    expect(desk.line.status()).toMatchObject({ health: 'offline', reason: 'monitor-offline' });
    desk.bus.plug();
    await desk.clock.advanceAsync(300);
    expect(desk.of('line-seen')).toMatchObject([{ found: 'ringing' }]);
    expect(desk.of('ring-started')).toMatchObject([{ ring: 1, callId: 'call-2', evidence: 'timed' }]);
  });

  it('the host stood still for 2 s in a call: timed', async () => {
    const desk = await new BenchDesk().start();
    await ringOnce(desk);
    desk.clock.stall(2000);
    await desk.clock.advanceAsync(3000);
    await desk.set('ring', true, 300);
    expect(desk.of('ring-started').at(-1)).toMatchObject({ evidence: 'timed' });
    expect(desk.of('line-blind').filter(({ reason }) => reason !== 'start')).toEqual([]);
  });

  it('the host stood still for 10 s: blind, and said why', async () => {
    const desk = await new BenchDesk().start();
    await desk.set('ring', true, 500);
    desk.forget();
    desk.clock.stall(10_000);
    await desk.clock.advanceAsync(500);
    expect(desk.of('line-blind')).toMatchObject([{ reason: 'host-paused', callId: 'call-1' }]);
    expect(desk.of('line-seen')).toMatchObject([{ found: 'ringing' }]);
  });

  it('a bus that hangs without a word: blind by silence', async () => {
    const desk = await new BenchDesk().start();
    desk.forget();
    desk.bus.replyMs = 20_000;
    await desk.clock.advanceAsync(6000);
    expect(desk.of('line-blind')).toMatchObject([{ reason: 'poll-gap' }]);
  });

  it('the wall clock steps an hour back during ringing: durations do not notice', async () => {
    const desk = await new BenchDesk().start();
    await ringOnce(desk);
    desk.clock.stepWall(-3_600_000);
    await desk.set('ring', true, 500);
    await desk.set('hook', true, 500);
    const [answered] = desk.of('call-answered');
    expect(answered?.ringsStarted).toBe(2);
    expect(answered?.waitMs).toBeGreaterThan(5400);
    expect(answered?.waitMs).toBeLessThan(5600);
  });

  it('a ring contact that sticks degrades the line', async () => {
    const desk = await new BenchDesk().start();
    await desk.set('ring', true, 9000);
    expect(desk.line.status()).toMatchObject({ health: 'degraded', reason: 'ring-contact-stuck' });
    await desk.set('ring', false, 500);
    expect(desk.line.status()).toMatchObject({ health: 'online', reason: 'ok' });
  });

  it('proven alive at most every 10 s', async () => {
    const desk = await new BenchDesk().start(35_000);
    expect(desk.of('device-proven').filter(({ deviceId }) => deviceId === 'line-1')).toHaveLength(4);
  });
});
