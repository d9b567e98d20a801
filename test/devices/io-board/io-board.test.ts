/** The board driver: polling, health, output modes, and what it tells those who watch its inputs. */
import { describe, expect, it } from 'vitest';
import { BenchDesk } from '../bench-desk.ts';

describe('polling', () => {
  it('one request in flight, every 25 ms a sample at most', async () => {
    const desk = await new BenchDesk().start(1000);
    expect(desk.bus.mostInFlight).toBe(1);
    const polls = desk.bus.requests.filter(({ name }) => name === 'FC02');
    expect(polls.length).toBeGreaterThan(35);
    expect(polls.length).toBeLessThanOrEqual(41);
  });

  it('counts raw edges, bounce included', async () => {
    const desk = await new BenchDesk().start(1000);
    await desk.set('ring', true, 30);
    await desk.set('ring', false, 30);
    expect(desk.io.status().counters).toMatchObject({ 'edges-in-0': 2, 'edges-in-1': 0 });
  });

  it('stopped: no timer left, nothing reported, the bus closed', async () => {
    const desk = await new BenchDesk().start(1000);
    await desk.stop();
    desk.forget();
    await desk.clock.advanceAsync(60_000);
    expect(desk.events).toEqual([]);
    expect(desk.clock.pendingTimers).toBe(0);
  });

  it('starts again after a stop', async () => {
    const desk = await new BenchDesk().start(1000);
    await desk.stop();
    desk.forget();
    await desk.start(1000);
    expect(desk.of('line-seen')).toHaveLength(1);
    expect(desk.io.status().health).toBe('online');
  });

  it('a listener that throws stops no polling', async () => {
    const desk = new BenchDesk();
    desk.io.subscribe({
      onSample: () => {
        throw new Error('listener');
      },
      onOffline: () => undefined,
      onConcern: () => undefined,
    });
    await desk.start(1000);
    expect(desk.line.status().health).toBe('online');
    expect(desk.io.status().counters['listenerFailures']).toBeGreaterThan(30);
  });

  it('takes no commands', async () => {
    const desk = await new BenchDesk().start(100);
    await expect(desk.io.execute({ kind: 'show-reader-light', light: 'off' })).rejects.toMatchObject({
      code: 'DEVICE_COMMAND_UNSUPPORTED',
    });
  });
});

describe('health', () => {
  it('unknown until it answers, then online, proven at most every 10 s', async () => {
    const desk = new BenchDesk();
    expect(desk.io.status()).toMatchObject({ health: 'unknown', reason: 'start' });
    await desk.start(35_000);
    expect(desk.io.status()).toMatchObject({ health: 'online', reason: 'ok' });
    expect(desk.of('device-proven').filter(({ deviceId }) => deviceId === 'board-1')).toHaveLength(4);
  });

  it('one lost reply is no news, three in a row are offline, with the last proof', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.forget();
    desk.board.answers = false;
    await desk.clock.advanceAsync(150);
    desk.board.answers = true;
    await desk.clock.advanceAsync(500);
    expect(desk.of('health-changed')).toEqual([]);
    desk.board.answers = false;
    await desk.clock.advanceAsync(500);
    const [offline] = desk.of('health-changed').filter(({ deviceId }) => deviceId === 'board-1');
    expect(offline).toMatchObject({ health: 'offline', reason: 'no-reply' });
    expect(offline?.lastProvenAt?.monotonicMs).toBeLessThan(offline?.at.monotonicMs ?? 0);
  });

  it('is found again within a second of answering', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.board.answers = false;
    await desk.clock.advanceAsync(10_000);
    desk.board.answers = true;
    await desk.clock.advanceAsync(700);
    expect(desk.io.status().health).toBe('online');
  });

  it('unplugged and plugged again: told each time, at once', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.forget();
    desk.bus.unplug();
    expect(desk.of('health-changed').find(({ deviceId }) => deviceId === 'board-1')).toMatchObject({
      health: 'offline',
      reason: 'unplugged',
    });
    desk.bus.plug();
    await desk.clock.advanceAsync(100);
    expect(desk.io.status().health).toBe('online');
  });

  it('losing every tenth reply it is degraded, and well again when that is over', async () => {
    const desk = await new BenchDesk().start(1000);
    for (let round = 0; round < 30; round += 1) {
      desk.board.answers = false;
      await desk.clock.advanceAsync(50);
      desk.board.answers = true;
      await desk.clock.advanceAsync(250);
    }
    expect(desk.io.status()).toMatchObject({ health: 'degraded', reason: 'lossy' });
    await desk.clock.advanceAsync(20_000);
    expect(desk.io.status()).toMatchObject({ health: 'online', reason: 'ok' });
  });
});

describe('output modes', () => {
  it('verified once at the start and after each reconnect', async () => {
    const desk = await new BenchDesk().start(10_000);
    expect(desk.bus.count('FC03')).toBe(1);
    desk.bus.unplug();
    desk.bus.plug();
    await desk.clock.advanceAsync(1000);
    expect(desk.bus.count('FC03')).toBe(2);
    expect(desk.bus.count('FC10')).toBe(0);
  });

  it('found linked and not to be mended: told, and looked at again until someone sets it right', async () => {
    const desk = new BenchDesk();
    desk.board.modes[0] = 1;
    await desk.start(1000);
    expect(desk.of('cabinet-fault').map(({ fault }) => fault)).toEqual(['output-mode']);
    expect(desk.io.status()).toMatchObject({ health: 'degraded', reason: 'output-mode-wrong' });
    expect(desk.cabinet.status()).toMatchObject({ health: 'degraded', reason: 'output-mode-wrong' });
    desk.board.modes[0] = 0;
    await desk.clock.advanceAsync(31_000);
    expect(desk.io.status().health).toBe('online');
    expect(desk.cabinet.status().health).toBe('online');
    expect(desk.of('cabinet-fault')).toHaveLength(1);
  });

  it('found linked and to be mended: set to 0 by FC10, read again, no fault', async () => {
    const desk = new BenchDesk({ mendOutputMode: true });
    desk.board.modes[0] = 1;
    await desk.start(1000);
    expect(desk.board.modes[0]).toBe(0);
    expect([desk.bus.count('FC10'), desk.bus.count('FC03')]).toEqual([1, 2]);
    expect(desk.of('cabinet-fault')).toEqual([]);
    expect(desk.io.status().counters['modesMended']).toBe(1);
  });

  it('an output that nobody uses may be as it likes', async () => {
    const desk = new BenchDesk();
    desk.board.modes[5] = 1;
    await desk.start(1000);
    expect(desk.of('cabinet-fault')).toEqual([]);
    expect(desk.io.status().health).toBe('online');
  });

  it('a coil found on at the start is switched off', async () => {
    const desk = new BenchDesk();
    desk.board.coils[0] = true;
    await desk.start(1000);
    expect(desk.board.coils[0]).toBe(false);
  });

  it('an adapter that echoes is told to the cabinet, once', async () => {
    const desk = await new BenchDesk().start(1000);
    desk.bus.counters['echoes'] = 4;
    await desk.clock.advanceAsync(1000);
    expect(desk.of('cabinet-fault')).toEqual([]);
    desk.bus.counters['echoes'] = 40;
    await desk.clock.advanceAsync(1000);
    expect(desk.of('cabinet-fault').map(({ fault }) => fault)).toEqual(['echoing-adapter']);
  });
});
