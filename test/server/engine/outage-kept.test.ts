/** What is kept of a time in which nothing can be written: bounded, and never without a device's newest word. */
import { describe, expect, it } from 'vitest';
import type { DeviceEvent } from '../../../devices/device-event.ts';
import { Outage } from '../../../server/engine/outage.ts';

const FLAPS = 1_500;

function at(epochMs: number): { readonly at: { readonly epochMs: number; readonly monotonicMs: number } } {
  return { at: { epochMs, monotonicMs: epochMs } };
}

describe('a long outage', () => {
  const cabinet = { deviceId: 'cab', stationId: 'cabinet-1' };
  const reader = { deviceId: 'reader', stationId: 'entrance-1' };

  it('YX-Y1: keeps the newest word of each device, however often another one flaps, and counts what it lets go', () => {
    const outage = new Outage('read-only', 0, '');
    const take = (event: DeviceEvent): void => outage.turnAway({ kind: 'device', event });
    const forced = {
      ...cabinet,
      ...at(1),
      kind: 'lock-changed',
      lock: 'forced',
      previous: 'locked',
      intentId: undefined,
      doorContact: 'open',
      lockContact: 'open',
    } as const;
    const slot = { ...cabinet, kind: 'slot-changed', occupied: false, behindClosedDoor: false } as const;
    const health = { ...reader, kind: 'health-changed', reason: 'test', lastProvenAt: undefined } as const;
    take({ ...forced, lock: 'locked', previous: 'unknown' });
    take(forced);
    take({ ...slot, ...at(2), slot: 1 });
    take({ ...slot, ...at(3), slot: 2 });
    for (let flap = 0; flap < FLAPS; flap += 1)
      take({ ...health, ...at(10 + flap), health: flap % 2 === 0 ? 'offline' : 'online' });
    const kept = outage.keptFacts();
    expect(kept.length).toBeLessThanOrEqual(1_000);
    expect(kept.slice(0, 3)).toEqual([
      forced,
      { ...slot, ...at(2), slot: 1 },
      { ...slot, ...at(3), slot: 2 },
    ]);
    expect(kept.at(-1)).toMatchObject({ health: 'online', at: { epochMs: 9 + FLAPS } });
    expect(kept.length + outage.refused).toBe(4 + FLAPS);
  });

  it('keeps the newest facts of the service itself', () => {
    const outage = new Outage('io', 0, '');
    for (let fromMs = 0; fromMs < FLAPS; fromMs += 1) {
      const lagged = { type: 'system.loop-lagged', data: { fromMs, lagMs: 300 } } as const;
      outage.turnAway({ kind: 'facts', events: [lagged] });
    }
    const facts = outage.factsOnReturn(FLAPS);
    expect(facts.length).toBeLessThanOrEqual(1_001);
    expect(facts.at(-1)).toMatchObject({ data: { fromMs: FLAPS - 1 } });
  });
});
