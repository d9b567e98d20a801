/**
 * A fail-secure seal cabinet with an electric latch, as physics: the coil draws the bolt, the latch holds it drawn
 * until the door has been opened and closed again or some seconds have passed, and a door behind a bolt stays shut
 * unless it is forced. It reports itself through contacts only (hardware notes 10).
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import type { CabinetState } from './virtual-hardware.ts';

/** From coil to bolt, and from the closing of the door to the bolt. */
export const BOLT_TRAVEL_MS = 100;
/** A latch that was released and whose door was not opened falls in again after this. */
export const LATCH_HOLD_MS = 3500;

export interface CabinetOptions {
  readonly clock: Clock;
  readonly slotCount: number;
  readonly state?: CabinetState | undefined;
  readonly onDoorContact: (closed: boolean) => void;
  /** Closed while the bolt is out. */
  readonly onLockContact: (closed: boolean) => void;
  /** `slot` is 1-based; closed while it is occupied. */
  readonly onSlotContact: (slot: number, closed: boolean) => void;
}

/** Why a hand could not do it. */
export type CabinetRefusal =
  | 'locked'
  | 'already-open'
  | 'already-closed'
  | 'door-closed'
  | 'slot-unknown'
  | 'slot-empty'
  | 'slot-occupied';

export class Cabinet {
  readonly #options: CabinetOptions;
  readonly #occupied: boolean[];
  #coilOn = false;
  #boltOut = true;
  #doorOpen = false;
  #cancelBolt: (() => void) | undefined;
  #cancelLatch: (() => void) | undefined;

  /** Slots that no earlier state tells of are occupied. */
  constructor(options: CabinetOptions) {
    this.#options = options;
    this.#occupied = Array.from(
      { length: options.slotCount },
      (_, at) => options.state?.occupied[at] ?? true,
    );
  }

  get coilOn(): boolean {
    return this.#coilOn;
  }
  get boltOut(): boolean {
    return this.#boltOut;
  }
  get doorOpen(): boolean {
    return this.#doorOpen;
  }
  /** Slot 1 first. */
  get occupied(): readonly boolean[] {
    return this.#occupied;
  }
  exportState(): CabinetState {
    return { occupied: [...this.#occupied] };
  }

  /** Current through the solenoid. */
  setCoil(on: boolean): void {
    if (this.#coilOn === on) return;
    this.#coilOn = on;
    this.#cancelLatch?.();
    if (on) this.#moveBolt(false);
    else if (!this.#doorOpen)
      this.#cancelLatch = this.#options.clock.setTimer(LATCH_HOLD_MS, () => this.#moveBolt(true));
  }

  openDoor(): CabinetRefusal | undefined {
    if (this.#doorOpen) return 'already-open';
    if (this.#boltOut) return 'locked';
    this.#cancelLatch?.();
    this.#cancelBolt?.();
    this.#setDoor(true);
    return undefined;
  }

  /** With a crowbar: the door comes open past a bolt that stays out. */
  forceDoor(): CabinetRefusal | undefined {
    if (this.#doorOpen) return 'already-open';
    this.#cancelLatch?.();
    this.#setDoor(true);
    return undefined;
  }

  /** The bolt falls in behind a closed door, unless the coil is still drawing it. */
  closeDoor(): CabinetRefusal | undefined {
    if (!this.#doorOpen) return 'already-closed';
    this.#setDoor(false);
    if (!this.#coilOn) this.#moveBolt(true);
    return undefined;
  }

  take(slot: number): CabinetRefusal | undefined {
    return this.#reach(slot, true);
  }
  put(slot: number): CabinetRefusal | undefined {
    return this.#reach(slot, false);
  }

  /** What no hand at the door can do: a sensor that fails, or a hand through the back wall. */
  disturbSlot(slot: number, occupied: boolean): void {
    if (this.#occupied[slot - 1] === undefined || this.#occupied[slot - 1] === occupied) return;
    this.#occupied[slot - 1] = occupied;
    this.#options.onSlotContact(slot, occupied);
  }

  stop(): void {
    this.#cancelBolt?.();
    this.#cancelLatch?.();
  }

  #reach(slot: number, takes: boolean): CabinetRefusal | undefined {
    const occupied = this.#occupied[slot - 1];
    if (occupied === undefined) return 'slot-unknown';
    if (!this.#doorOpen) return 'door-closed';
    if (occupied !== takes) return takes ? 'slot-empty' : 'slot-occupied';
    this.disturbSlot(slot, !takes);
    return undefined;
  }

  #setDoor(open: boolean): void {
    this.#doorOpen = open;
    this.#options.onDoorContact(!open);
  }

  #moveBolt(out: boolean): void {
    this.#cancelBolt?.();
    if (this.#boltOut === out) return;
    this.#cancelBolt = this.#options.clock.setTimer(BOLT_TRAVEL_MS, () => {
      this.#boltOut = out;
      this.#options.onLockContact(out);
    });
  }
}
