/** A cabinet that behaves: door, bolt and slots as they are, told to the office by the device layer's own machines. */
import type { PulseLock } from '../../../devices/device-command.ts';
import { LockMachine, type Contact, type LockFact } from '../../../devices/seal-cabinet/lock-machine.ts';
import { SlotWatch, type SlotFact } from '../../../devices/seal-cabinet/slot-watch.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import type { Cabinet } from './cabinet.ts';

const SLOTS = [1, 2, 3, 4, 5, 6, 7] as const;
const TIMING = { releaseMs: 5000, openMs: 30_000 };
/** Longer than contacts and slots need to settle. */
const LOOK_MS = 100;

export class Hardware {
  readonly #office: RulesOffice;
  readonly #cabinet: Cabinet;
  #machine = new LockMachine(TIMING);
  #slots = new SlotWatch(SLOTS.length);
  #door: Contact;
  #bolt: Contact;
  #linked = true;
  readonly #occupied = new Map<number, boolean>(SLOTS.map((slot) => [slot, true]));
  readonly #seen = new Set<string>();

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    this.#office = cabinet.office;
    this.#door = this.#contact(true);
    this.#bolt = this.#contact(true);
    this.look();
  }

  get isOpen(): boolean {
    return !this.#door.closed;
  }

  /** What the device layer sees now, and a moment later, when it has settled. */
  look(): void {
    for (let time = 0; time < 2 && this.#linked; time += 1) {
      this.#tell(this.#machine.see(this.#door, this.#bolt, this.#office.now()));
      const levels = SLOTS.map((slot) => this.#occupied.get(slot) === true);
      this.#tell(this.#slots.see(levels, this.#door, this.#office.now()));
      this.#office.pass(LOOK_MS);
    }
  }

  /** The newest pulse, once, and only while the link stands and its time has not run out: as the guard decides. */
  obey(outcome: 'pulsed' | 'unknown' = 'pulsed'): void {
    const pulse: PulseLock | undefined = this.#cabinet.pulses.at(-1);
    if (pulse === undefined || this.#seen.has(pulse.intentId)) return;
    this.#seen.add(pulse.intentId);
    if (this.#office.clock.monotonicMs() > pulse.expiresAtMs || !this.#linked || this.isOpen) {
      this.#cabinet.settle(pulse.intentId, { name: 'refused', reason: 'expired' });
      return;
    }
    this.#tell(this.#machine.released(pulse.intentId, this.#office.now()));
    this.#bolt = this.#contact(false);
    if (outcome === 'pulsed') this.#cabinet.settle(pulse.intentId);
    else this.#cabinet.settle(pulse.intentId, { name: 'unknown', reason: 'no-reply' });
    this.look();
  }

  /** Pulled: opens where the bolt is drawn, or by force. */
  pull(byForce = false): void {
    if (this.isOpen || (this.#bolt.closed && !byForce)) return;
    this.#door = this.#contact(false);
    this.#bolt = this.#contact(false);
    this.look();
  }

  shut(): void {
    if (this.isOpen) this.#door = this.#contact(true);
    if (!this.#bolt.closed) this.#bolt = this.#contact(true);
    this.look();
  }

  /** Hands reach the slots only through the open door. */
  put(slot: number, occupied: boolean): void {
    if (!this.isOpen) return;
    this.#occupied.set(slot, occupied);
    this.look();
  }

  unlink(): void {
    if (!this.#linked) return;
    this.#linked = false;
    this.#tell(this.#machine.lost(this.#office.now()));
    this.#tell(this.#slots.lost(this.#office.now()));
  }

  link(): void {
    this.#linked = true;
    this.look();
  }

  restart(): void {
    this.#office.restart();
    this.#machine = new LockMachine(TIMING);
    this.#slots = new SlotWatch(SLOTS.length);
    this.#seen.add(this.#cabinet.pulses.at(-1)?.intentId ?? '');
    this.look();
  }

  #contact(closed: boolean): Contact {
    return { closed, since: this.#office.now() };
  }

  #tell(facts: readonly (LockFact | SlotFact)[]): void {
    for (const { at, ...fact } of facts) {
      const event = { ...fact, at, deviceId: 'cab', stationId: 'cabinet-1' };
      this.#office.device(event);
    }
  }
}
