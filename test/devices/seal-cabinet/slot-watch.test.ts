/** Slots: presence, debounced, and changes where nobody could have reached. */
import { describe, expect, it } from 'vitest';
import { SlotWatch } from '../../../devices/seal-cabinet/slot-watch.ts';
import type { Contact } from '../../../devices/seal-cabinet/lock-machine.ts';
import { moment } from '../moment.ts';

const CLOSED: Contact = { closed: true, since: moment(0) };
const OPEN: Contact = { closed: false, since: moment(0) };

describe('slots', () => {
  it('tells each slot at first sight, never as tampering', () => {
    const facts = new SlotWatch(3).see([true, false, true], CLOSED, moment(9000));
    expect(facts.map(({ slot, occupied, behindClosedDoor }) => [slot, occupied, behindClosedDoor])).toEqual([
      [1, true, false],
      [2, false, false],
      [3, true, false],
    ]);
  });

  it('slot 3 empty at 4 s with the door closed since 0: behind the closed door', () => {
    const slots = new SlotWatch(3);
    slots.see([true, true, true], CLOSED, moment(100));
    slots.see([true, true, false], CLOSED, moment(4000));
    const facts = slots.see([true, true, false], CLOSED, moment(4100));
    expect(facts).toEqual([
      { kind: 'slot-changed', at: moment(4000), slot: 3, occupied: false, behindClosedDoor: true },
    ]);
  });

  it('taken through the open door', () => {
    const slots = new SlotWatch(1);
    slots.see([true], OPEN, moment(0));
    slots.see([false], OPEN, moment(1000));
    expect(slots.see([false], OPEN, moment(1060))).toMatchObject([
      { occupied: false, behindClosedDoor: false },
    ]);
  });

  it('shaken by the slam of the door within 300 ms: still the open door; later: not', () => {
    for (const [changedAtMs, behindClosedDoor] of [
      [5300, false],
      [5301, true],
    ] as const) {
      const slots = new SlotWatch(1);
      const door = { closed: true, since: moment(5000) };
      slots.see([true], OPEN, moment(0));
      slots.see([false], door, moment(changedAtMs));
      expect(slots.see([false], door, moment(changedAtMs + 60))).toMatchObject([{ behindClosedDoor }]);
    }
  });

  it('a rattle of 50 ms is no change', () => {
    const slots = new SlotWatch(1);
    slots.see([true], OPEN, moment(0));
    slots.see([false], OPEN, moment(1000));
    expect(slots.see([true], OPEN, moment(1050))).toEqual([]);
    expect(slots.see([true], OPEN, moment(2000))).toEqual([]);
  });

  it('out of sight every known slot is unknown, once, and is told anew when seen', () => {
    const slots = new SlotWatch(2);
    expect(slots.lost(moment(0))).toEqual([]);
    slots.see([true, false], CLOSED, moment(10));
    expect(slots.lost(moment(20)).map(({ occupied }) => occupied)).toEqual([undefined, undefined]);
    expect(slots.lost(moment(30))).toEqual([]);
    expect(slots.see([true, true], CLOSED, moment(40)).map(({ occupied }) => occupied)).toEqual([true, true]);
  });
});
