/**
 * The lock of the cabinet: what door and bolt contacts mean, given when a release was sent. Fed with settled contacts in
 * order and with releases; answers with changes of the lock. Knows no clock: time arrives with the contacts, so nothing
 * is concluded while the contacts are not seen. Source: the interpretation table of hardware notes §10 (YX-Y1).
 */
import type { Stamp } from '../../firmware-bridge/index.ts';
import type { ContactState, LockState } from '../device-event.ts';
import { DISAGREE_MS, RELOCK_MS } from './limits.ts';

export interface LockTiming {
  /** How long the released lock waits for the door. */
  readonly releaseMs: number;
  /** Door open longer than this, from its physical opening, is `held`. */
  readonly openMs: number;
}

/** A contact and since when it stands so. */
export interface Contact {
  readonly closed: boolean;
  readonly since: Stamp;
}

export type LockFact =
  | {
      readonly kind: 'lock-changed';
      readonly at: Stamp;
      readonly lock: LockState;
      readonly previous: LockState;
      readonly intentId: string | undefined;
      readonly doorContact: ContactState;
      readonly lockContact: ContactState;
    }
  | { readonly kind: 'cabinet-fault'; readonly at: Stamp; readonly fault: 'contacts-disagree' };

interface Release {
  readonly intentId: string;
  readonly at: Stamp;
}
interface Move {
  readonly lock: LockState;
  /** When it became so, as far as the contacts tell. */
  readonly at: Stamp;
}

export class LockMachine {
  private timing: LockTiming;
  private lock: LockState = 'unknown';
  /** Last lock state before sight was lost; undefined when the process has just started. */
  private beforeLoss: LockState | undefined;
  private release: Release | undefined;
  private door: Contact | undefined;
  private bolt: Contact | undefined;
  private openedAt: Stamp | undefined;
  private notOpenedAt: Stamp | undefined;
  /** The bolt was out again after the release, though the door never opened. */
  private relocked = false;
  /** At the reading before, the bolt stood drawn. */
  private boltWasDrawn = false;
  private disagreementTold = false;

  constructor(timing: LockTiming) {
    this.timing = timing;
  }

  get state(): LockState {
    return this.lock;
  }

  /** `door` closed: the door is closed; `lock` closed: the bolt is out. */
  get contacts(): { readonly door: ContactState; readonly lock: ContactState } {
    return { door: stateOf(this.door), lock: stateOf(this.bolt) };
  }

  /** Door and bolt contradict each other, and it was told. */
  get disagreeing(): boolean {
    return this.disagreementTold;
  }

  configure(timing: LockTiming): void {
    this.timing = timing;
  }

  /** The pulse for this intent is about to leave: from now on the door may open by right. */
  released(intentId: string, at: Stamp): readonly LockFact[] {
    this.release = { intentId, at };
    this.relocked = false;
    return this.apply({ lock: 'unlocking', at });
  }

  /** Contacts as settled by `at`; also called when nothing changed, since time alone moves the lock. */
  see(door: Contact, bolt: Contact, at: Stamp): readonly LockFact[] {
    this.door = door;
    this.bolt = bolt;
    const facts: LockFact[] = [];
    // One reading can pass through two states (the door opened by release, then held); more would be a mistake here.
    for (let step = 0; step < 3; step += 1) {
      const move = this.next(door, bolt, at);
      if (move === undefined) break;
      facts.push(...this.apply(move));
    }
    this.boltWasDrawn = !bolt.closed;
    return [...facts, ...this.weighDisagreement(door, bolt, at)];
  }

  /** Nothing is known of the contacts any more. A release stands: the drop-out may be the solenoid's own doing. */
  lost(at: Stamp): readonly LockFact[] {
    if (this.lock === 'unknown') return [];
    this.beforeLoss = this.lock;
    this.door = undefined;
    this.bolt = undefined;
    this.boltWasDrawn = false;
    this.disagreementTold = false;
    return this.apply({ lock: 'unknown', at });
  }

  private next(door: Contact, bolt: Contact, at: Stamp): Move | undefined {
    const shut = door.closed && bolt.closed;
    switch (this.lock) {
      case 'unknown':
        return this.fromUnknown(door, bolt, at);
      case 'locked':
        if (!door.closed) return this.opened(door);
        return unlatched(door, bolt, at);
      case 'unlocking':
        return this.fromUnlocking(door, bolt, at);
      case 'did-not-open':
        if (!door.closed) return this.opened(door);
        if (!bolt.closed) return unlatched(door, bolt, at);
        return since(this.notOpenedAt ?? at, at) >= this.timing.releaseMs
          ? { lock: 'locked', at }
          : undefined;
      case 'open':
        if (shut) return { lock: 'locked', at: later(door.since, bolt.since) };
        if (door.closed) return unlatched(door, bolt, at);
        return since(this.openedAt ?? door.since, at) >= this.timing.openMs
          ? { lock: 'held', at }
          : undefined;
      case 'held':
      case 'forced':
        if (shut) return { lock: 'locked', at: later(door.since, bolt.since) };
        return door.closed ? unlatched(door, bolt, at) : undefined;
      case 'did-not-relock':
        if (shut) return { lock: 'locked', at: later(door.since, bolt.since) };
        return door.closed ? undefined : this.opened(door);
    }
  }

  private fromUnlocking(door: Contact, bolt: Contact, at: Stamp): Move | undefined {
    if (!door.closed) return this.opened(door);
    const releasedAt = this.release?.at ?? at;
    if (since(releasedAt, at) < this.timing.releaseMs) return undefined;
    if (!bolt.closed) return { lock: 'did-not-relock', at };
    this.notOpenedAt = at;
    this.relocked = true;
    return { lock: 'did-not-open', at };
  }

  /**
   * First sight, at the start or after a loss. What was open by right, or was just released, is open by right: nobody
   * saw otherwise. Any other opening was nobody's.
   */
  private fromUnknown(door: Contact, bolt: Contact, at: Stamp): Move | undefined {
    if (door.closed) {
      if (this.withinRelease(at)) return { lock: 'unlocking', at };
      return bolt.closed ? { lock: 'locked', at } : unlatched(door, bolt, at);
    }
    const seenBefore = this.beforeLoss;
    if (
      seenBefore === undefined ||
      seenBefore === 'unlocking' ||
      seenBefore === 'open' ||
      seenBefore === 'held' ||
      this.withinRelease(at)
    ) {
      this.openedAt ??= door.since;
      return { lock: 'open', at };
    }
    return this.opened(door);
  }

  /** The door is open: by the release, by an opening that never ended, or by force. */
  private opened(door: Contact): Move {
    const ajar = this.lock === 'unknown' ? this.beforeLoss : this.lock;
    // Also where the release ran out between two readings: the bolt was drawn when last seen.
    const stayedDrawn = ajar === 'did-not-relock' || (ajar === 'unlocking' && this.boltWasDrawn);
    const neverRelocked = stayedDrawn && this.release !== undefined && !this.relocked;
    const byRight = neverRelocked || this.withinRelease(door.since);
    this.openedAt = door.since;
    return { lock: byRight ? 'open' : 'forced', at: door.since };
  }

  private withinRelease(at: Stamp): boolean {
    if (this.release === undefined) return false;
    const afterMs = since(this.release.at, at);
    return afterMs >= 0 && afterMs <= this.timing.releaseMs;
  }

  private apply(move: Move): readonly LockFact[] {
    if (move.lock === this.lock) return [];
    const previous = this.lock;
    this.lock = move.lock;
    if (move.lock === 'forced') this.release = undefined;
    const intentId = this.release?.intentId;
    if (move.lock === 'locked') this.forgetOpening();
    const { door, lock } = this.contacts;
    const fact = { at: move.at, lock: move.lock, previous, intentId, doorContact: door, lockContact: lock };
    return [{ kind: 'lock-changed', ...fact }];
  }

  private forgetOpening(): void {
    this.release = undefined;
    this.openedAt = undefined;
    this.notOpenedAt = undefined;
    this.beforeLoss = undefined;
  }

  /** The bolt is out while the door stands open: one of the two contacts lies. Told once each time. */
  private weighDisagreement(door: Contact, bolt: Contact, at: Stamp): readonly LockFact[] {
    if (door.closed || !bolt.closed) {
      this.disagreementTold = false;
      return [];
    }
    if (this.disagreementTold || since(later(door.since, bolt.since), at) < DISAGREE_MS) return [];
    this.disagreementTold = true;
    return [{ kind: 'cabinet-fault', at, fault: 'contacts-disagree' }];
  }
}

/** The door stands closed and the bolt has not come out for too long. */
function unlatched(door: Contact, bolt: Contact, at: Stamp): Move | undefined {
  if (bolt.closed) return undefined;
  return since(later(door.since, bolt.since), at) >= RELOCK_MS ? { lock: 'did-not-relock', at } : undefined;
}

function stateOf(contact: Contact | undefined): ContactState {
  if (contact === undefined) return 'unknown';
  return contact.closed ? 'closed' : 'open';
}

function since(from: Stamp, to: Stamp): number {
  return to.monotonicMs - from.monotonicMs;
}

function later(one: Stamp, other: Stamp): Stamp {
  return one.monotonicMs >= other.monotonicMs ? one : other;
}
