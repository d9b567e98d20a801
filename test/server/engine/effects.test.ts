/** What is done after a commit, and what comes back when it could not be done. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeviceError } from '../../../devices/device-error.ts';
import { stampOf } from '../../../firmware-bridge/clock.ts';
import { SmallOffice } from '../../support/small-office.ts';

let small: SmallOffice;
beforeEach(() => {
  small = new SmallOffice();
});
afterEach(() => small.remove());

const settled = (): readonly unknown[] =>
  small.lines().flatMap((event) => (event.type === 'seals.opening-settled' ? [event.data] : []));

async function settle(): Promise<void> {
  await small.clock.flush();
  small.turn();
}

describe('a pulse', () => {
  it('is ordered after the intent is on disk, and is good for two seconds from the commit', async () => {
    small.open();
    small.clock.advance(5_000);
    await small.ask('test.open', 'i-1');
    const [order] = small.ordered;
    expect(order).toMatchObject({
      deviceId: 'cabinet-1',
      command: { kind: 'pulse-lock', intentId: 'i-1', expiresAtMs: 7_000 },
    });
    expect(small.lines().at(-1)).toMatchObject({ type: 'seals.opening-intended', data: { intentId: 'i-1' } });
  });

  it('is not ordered for an intent that was refused', async () => {
    small.open();
    await small.ask('test.nothing', 'i-1').catch(() => undefined);
    expect(small.ordered).toEqual([]);
  });

  it('that its device would not take comes back as not sent', async () => {
    small.open();
    small.onExecute = () => Promise.reject(new DeviceError('DEVICE_OFFLINE', 'away'));
    await small.ask('test.open', 'i-1');
    await settle();
    expect(settled()).toEqual([{ intentId: 'i-1', outcome: { name: 'refused', reason: 'board-offline' } }]);
    expect(small.office.metrics().effectsFailed).toBe(1);
  });

  it('that failed in an unforeseen way, even at once, comes back as unknown', async () => {
    small.open();
    small.onExecute = () => {
      throw new TypeError('a driver threw');
    };
    await small.ask('test.open', 'i-1');
    await settle();
    expect(settled()).toEqual([{ intentId: 'i-1', outcome: { name: 'unknown', reason: 'a driver threw' } }]);
    expect(small.troubles.at(-1)).toMatchObject({ kind: 'device' });
  });

  it('is settled once, by the device, where the device has spoken', async () => {
    small.open();
    const outcome = { name: 'pulsed', confirmedBy: 'coil-read-back' } as const;
    small.onExecute = () => {
      const at = stampOf(small.clock);
      small.office.submit({
        kind: 'pulse-settled',
        deviceId: 'cabinet-1',
        stationId: 'cabinet-1',
        at,
        intentId: 'i-1',
        outcome,
      });
      return Promise.reject(new DeviceError('DEVICE_BUSY', 'and then this'));
    };
    await small.ask('test.open', 'i-1');
    await settle();
    await settle();
    expect(settled()).toEqual([{ intentId: 'i-1', outcome }]);
  });

  it('is never ordered again by a restart; its intent is settled as unknown', async () => {
    small.open();
    await small.ask('test.open', 'i-1');
    expect(small.ordered).toHaveLength(1);
    await small.restart();
    expect(small.ordered).toHaveLength(1);
    expect(settled()).toEqual([{ intentId: 'i-1', outcome: { name: 'unknown', reason: 'restart' } }]);
    await small.restart();
    expect(settled()).toHaveLength(1);
  });
});
