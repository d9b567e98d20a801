/** Fingerprint modules: known by their id and their pages, told to their readers, adopted as new, never by themselves. */
import { describe, expect, it } from 'vitest';
import { ENTRANCE, FINGER, lastBadge, MODULE, morningOffice, press } from '../../support/morning-office.ts';

describe('fingerprint modules', () => {
  it('a module that is not as expected disables its slots until it is adopted as new', () => {
    const office = morningOffice();
    const inspected = {
      kind: 'module-inspected',
      deviceId: FINGER,
      stationId: ENTRANCE,
      at: office.stamp(),
      capacity: 200,
      usedPages: [],
    } as const;
    office.device({ ...inspected, moduleId: MODULE, asExpected: false });
    press(office, 'p-finger');
    expect(lastBadge(office)).toMatchObject({ reason: 'slot-disabled' });
    expect(
      office.refusal(() =>
        office.ask('p-clerk', 'people.adopt-module', { deviceId: 'cabinet-finger', reason: 'x' }),
      ),
    ).toBe('PEOPLE_MODULE_FITS');
    office.ask('p-admin', 'people.adopt-module', { deviceId: FINGER, reason: '模块更换' });
    expect(office.context().people.credentials('p-finger').fingerModules).toEqual([]);
    const last = office.effects.at(-1);
    expect(last).toMatchObject({
      deviceId: FINGER,
      command: { kind: 'expect-module', moduleId: undefined, pages: [] },
    });
  });

  it('an adopted module loses the templates of its former life, and none that was enrolled since', () => {
    const office = morningOffice();
    const used = 'beef'.repeat(8);
    const inspected = (usedPages: readonly number[], asExpected: boolean): void => {
      office.device({
        kind: 'module-inspected',
        deviceId: FINGER,
        stationId: ENTRANCE,
        at: office.stamp(),
        capacity: 200,
        moduleId: used,
        usedPages,
        asExpected,
      });
    };
    const deleted = (): unknown[] =>
      office.effects.flatMap((effect) =>
        effect.kind === 'device' && effect.command.kind === 'delete-finger-pages'
          ? [effect.command.pages]
          : [],
      );
    inspected([3, 4], false);
    expect(deleted()).toEqual([]);
    office.ask('p-admin', 'people.adopt-module', { deviceId: FINGER, reason: '模块更换' });
    inspected([3, 4], true);
    expect(deleted()).toEqual([[3, 4]]);
    // Killed before they were gone: they are still to go.
    inspected([4], false);
    expect(deleted()).toEqual([[3, 4], [4]]);
    inspected([], true);
    inspected([0], false);
    expect(deleted()).toHaveLength(2);
  });

  it('a start tells each reader its module before it may take another; a reader without one is left alone', () => {
    const office = morningOffice();
    const before = office.effects.length;
    office.started();
    const told = office.effects
      .slice(before)
      .filter((effect) => effect.kind === 'device' && effect.command.kind === 'expect-module');
    expect(told).toMatchObject([{ deviceId: FINGER, command: { moduleId: MODULE } }]);
  });

  it('a swapped module never takes the known one’s place by its own word, only by adoption', () => {
    const office = morningOffice();
    const swapped = 'beef'.repeat(8);
    const inspected = {
      kind: 'module-inspected',
      deviceId: FINGER,
      stationId: ENTRANCE,
      capacity: 200,
      usedPages: [] as number[],
    } as const;
    office.device({ ...inspected, at: office.stamp(), moduleId: swapped, asExpected: true });
    office.health(FINGER, 'degraded', 'module-mismatch', office.nowMs);
    expect(office.effects.at(-1)).toMatchObject({ command: { kind: 'expect-module', moduleId: MODULE } });
    office.badge(FINGER, { by: 'finger', moduleId: swapped, page: 0, score: 99 });
    expect(lastBadge(office)).toMatchObject({ reason: 'slot-disabled' });
    office.ask('p-admin', 'people.adopt-module', { deviceId: FINGER, reason: '模块更换' });
    office.device({ ...inspected, at: office.stamp(), moduleId: swapped, asExpected: true });
    office.badge(FINGER, { by: 'finger', moduleId: swapped, page: 0, score: 99 });
    expect(lastBadge(office)).toMatchObject({ reason: 'unknown' });
  });
});
