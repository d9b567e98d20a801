/** The virtual cabinet's physics and its chattering contacts (hardware notes 10, 14.10). */
import { describe, expect, it } from 'vitest';
import { BOLT_TRAVEL_MS, Cabinet, LATCH_HOLD_MS } from '../../../devices/virtual/cabinet.ts';
import { Contact, CONTACT_BOUNCE_MS } from '../../../devices/virtual/contact.ts';
import { seededRandom } from '../../../devices/virtual/seeded-random.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function subject(occupied?: readonly boolean[]): {
  clock: ManualClock;
  cabinet: Cabinet;
  contacts: string[];
} {
  const clock = new ManualClock();
  const contacts: string[] = [];
  const note = (name: string, closed: boolean): void =>
    void contacts.push(`${name} ${closed ? 'closed' : 'open'} ${clock.monotonicMs()}`);
  const cabinet = new Cabinet({
    clock,
    slotCount: 3,
    state: occupied === undefined ? undefined : { occupied },
    onDoorContact: (closed) => note('door', closed),
    onLockContact: (closed) => note('lock', closed),
    onSlotContact: (slot, closed) => note(`slot ${slot}`, closed),
  });
  return { clock, cabinet, contacts };
}

function pulse(clock: ManualClock, cabinet: Cabinet): void {
  cabinet.setCoil(true);
  clock.advance(500);
  cabinet.setCoil(false);
}

describe('virtual cabinet', () => {
  it('opens by release, closes and relocks: the normal vector', () => {
    const { clock, cabinet, contacts } = subject();
    pulse(clock, cabinet);
    clock.advance(700);
    expect(cabinet.openDoor()).toBeUndefined();
    clock.advance(7800);
    expect(cabinet.boltOut).toBe(false);
    expect(cabinet.closeDoor()).toBeUndefined();
    clock.advance(60_000);
    expect(contacts).toEqual(['lock open 100', 'door open 1200', 'door closed 9000', 'lock closed 9100']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('does not open while the bolt is out, and says so', () => {
    const { clock, cabinet, contacts } = subject();
    expect(cabinet.openDoor()).toBe('locked');
    cabinet.setCoil(true);
    clock.advance(BOLT_TRAVEL_MS - 1);
    expect(cabinet.openDoor()).toBe('locked');
    clock.advance(1);
    expect(cabinet.openDoor()).toBeUndefined();
    expect(contacts).toEqual(['lock open 100', 'door open 100']);
  });

  it('relocks by itself when nobody opens, before the office expects it open no more', () => {
    const { clock, cabinet, contacts } = subject();
    pulse(clock, cabinet);
    clock.advance(60_000);
    expect(contacts).toEqual(['lock open 100', `lock closed ${500 + LATCH_HOLD_MS + BOLT_TRAVEL_MS}`]);
    expect(500 + LATCH_HOLD_MS + BOLT_TRAVEL_MS).toBeLessThan(5000);
    expect(cabinet.openDoor()).toBe('locked');
  });

  it('forced: the door is open while the lock says locked', () => {
    const { clock, cabinet, contacts } = subject();
    expect(cabinet.forceDoor()).toBeUndefined();
    clock.advance(1000);
    expect([cabinet.doorOpen, cabinet.boltOut]).toEqual([true, true]);
    expect(cabinet.forceDoor()).toBe('already-open');
    expect(contacts).toEqual(['door open 0']);
  });

  it('a door that closes while the coil still draws locks only afterwards', () => {
    const { clock, cabinet, contacts } = subject();
    cabinet.setCoil(true);
    clock.advance(200);
    cabinet.openDoor();
    cabinet.closeDoor();
    clock.advance(2000);
    expect(cabinet.boltOut).toBe(false);
    cabinet.setCoil(false);
    clock.advance(60_000);
    expect(contacts.at(-1)).toBe(`lock closed ${2200 + LATCH_HOLD_MS + BOLT_TRAVEL_MS}`);
  });

  it('hands reach the slots through an open door only', () => {
    const { clock, cabinet, contacts } = subject([true, false]);
    expect(cabinet.take(1)).toBe('door-closed');
    cabinet.forceDoor();
    expect(cabinet.take(1)).toBeUndefined();
    expect(cabinet.take(1)).toBe('slot-empty');
    expect(cabinet.put(3)).toBe('slot-occupied');
    expect(cabinet.put(2)).toBeUndefined();
    expect(cabinet.take(4)).toBe('slot-unknown');
    expect(cabinet.exportState()).toEqual({ occupied: [false, true, true] });
    clock.advance(1000);
    expect(contacts).toEqual(['door open 0', 'slot 1 open 0', 'slot 2 closed 0']);
  });

  it('a slot can be disturbed behind a closed door, by what is no hand at the door', () => {
    const { cabinet, contacts } = subject();
    cabinet.disturbSlot(2, false);
    cabinet.disturbSlot(2, false);
    cabinet.disturbSlot(9, false);
    expect(contacts).toEqual(['slot 2 open 0']);
  });
});

describe('contact', () => {
  function contact(options: { seed?: number; inverted?: boolean; bounceMs?: number }): {
    clock: ManualClock;
    contact: Contact;
    seen: [boolean, number][];
  } {
    const clock = new ManualClock();
    const seen: [boolean, number][] = [];
    const made = new Contact({
      clock,
      random: seededRandom(options.seed ?? 1),
      bounceMs: options.bounceMs ?? CONTACT_BOUNCE_MS,
      inverted: options.inverted ?? false,
      apply: (closed) => seen.push([closed, clock.monotonicMs()]),
    });
    return { clock, contact: made, seen };
  }

  it('chatters for less than 20 ms and rests where it should, whatever the seed', () => {
    let chattered = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const { clock, contact: made, seen } = contact({ seed });
      made.move(true);
      clock.advance(1000);
      expect(seen[0], `seed ${seed}`).toEqual([true, 0]);
      expect(seen.at(-1)?.[0], `seed ${seed}`).toBe(true);
      expect(
        seen.every(([, atMs]) => atMs < CONTACT_BOUNCE_MS),
        `seed ${seed}`,
      ).toBe(true);
      if (seen.length > 1) chattered += 1;
    }
    expect(chattered).toBeGreaterThan(50);
  });

  it('a new move ends the chatter of the last one', () => {
    const { clock, contact: made, seen } = contact({ seed: 3 });
    made.move(true);
    made.move(false);
    clock.advance(1000);
    expect(seen.at(-1)?.[0]).toBe(false);
  });

  it('wired the other way round it reports the opposite, and without bounce it moves once', () => {
    const { clock, contact: made, seen } = contact({ inverted: true, bounceMs: 0 });
    made.rest(true);
    made.move(false);
    clock.advance(1000);
    expect(seen).toEqual([
      [false, 0],
      [true, 0],
    ]);
  });
});
