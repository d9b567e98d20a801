/**
 * The slots of the cabinet: which contacts are pressed, and whether one changed where nobody could have reached it. A
 * contact proves presence, not which seal. Pure; fed with raw levels in order.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';
import { Debounce } from '../io-board/debounce.ts';
import { SLAM_MS, SLOT_SETTLE_MS } from './limits.ts';
import type { Contact } from './lock-machine.ts';

export interface SlotFact {
  readonly kind: 'slot-changed';
  readonly at: Stamp;
  readonly slot: number;
  readonly occupied: boolean | undefined;
  readonly behindClosedDoor: boolean;
}

export class SlotWatch {
  private readonly slots: readonly Debounce[];

  constructor(slotCount: number) {
    const times = { closeMs: SLOT_SETTLE_MS, openMs: SLOT_SETTLE_MS };
    this.slots = Array.from({ length: slotCount }, () => new Debounce(times));
  }

  /** Levels of slot 1, 2, …; the first sight of each is told too, so that the office knows what is in place. */
  see(levels: readonly boolean[], door: Contact, at: Stamp): readonly SlotFact[] {
    return this.slots.flatMap((slot, index): SlotFact[] => {
      const level = levels[index];
      if (level === undefined) return [];
      const first = slot.current === undefined;
      const settled = slot.see(level, at);
      if (settled === undefined) return [];
      const closedForMs = settled.since.monotonicMs - door.since.monotonicMs;
      const behindClosedDoor = !first && door.closed && closedForMs > SLAM_MS;
      const fact = { at: settled.since, slot: index + 1, occupied: settled.level, behindClosedDoor };
      return [{ kind: 'slot-changed', ...fact }];
    });
  }

  /** Sight was lost: nothing is known of any slot that was known. */
  lost(at: Stamp): readonly SlotFact[] {
    return this.slots.flatMap((slot, index): SlotFact[] => {
      if (slot.current === undefined) return [];
      slot.forget();
      return [{ kind: 'slot-changed', at, slot: index + 1, occupied: undefined, behindClosedDoor: false }];
    });
  }
}
