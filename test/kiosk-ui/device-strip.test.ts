/** Which devices the foot of a screen names, and which change it reads out. */
import { describe, expect, it } from 'vitest';
import { changedDevices, fitStrip } from '../../kiosk-ui/src/components/device-strip.ts';
import type { DeviceStripEntry } from '../../server/contract/screens.ts';

const device = (deviceId: string, lamp: DeviceStripEntry['lamp'] = 'online'): DeviceStripEntry => ({
  deviceId,
  name: deviceId,
  lamp,
  reason: '',
  sinceMs: 0,
});
const many = Array.from({ length: 12 }, (_, at) =>
  device(`d${at}`, at === 7 || at === 11 ? 'offline' : 'online'),
);
const ids = (devices: readonly DeviceStripEntry[]): string =>
  devices.map(({ deviceId }) => deviceId).join(' ');

describe('the room of the strip', () => {
  it('names all that fit, in their order', () => {
    expect(fitStrip(many, 12, true)).toEqual({ named: many, folded: [] });
  });
  it('counts the last healthy ones, and names every one in trouble', () => {
    const { named, folded } = fitStrip(many, 6, true);
    expect(ids(named)).toBe('d0 d1 d2 d7 d11');
    expect(named.length + folded.length).toBe(12);
    expect(folded.every(({ lamp }) => lamp === 'online')).toBe(true);
  });
  it('names all in trouble even where they are more than the room', () => {
    const broken = many.map((one) => ({ ...one, lamp: 'unknown' as const }));
    expect(fitStrip(broken, 6, true)).toEqual({ named: broken, folded: [] });
  });
  it('without a link takes nobody for healthy or in trouble', () => {
    expect(fitStrip(many, 6, false).named).toHaveLength(5);
  });
});

describe('a change of a lamp', () => {
  const known = new Map([
    ['d0', 'online'],
    ['d1', 'offline'],
  ] as const);
  it('is a change only of a device seen before', () => {
    expect(ids(changedDevices(known, [device('d0'), device('d1'), device('d2', 'offline')]))).toBe('d1');
    expect(changedDevices(known, [device('d0'), device('d1', 'offline')])).toEqual([]);
    expect(changedDevices(new Map(), many)).toEqual([]);
  });
});
