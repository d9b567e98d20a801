/** One simulated device's wire with its faults, and the loopback address that stands for its `virtual://` address. */
import type { Clock } from '../../firmware-bridge/index.ts';
import { FaultInjector } from './fault-injector.ts';
import type { FaultRates } from './fault-plan.ts';
import type { Random } from './seeded-random.ts';
import { Wire, type WireDevice } from './wire.ts';

export interface VirtualPortOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly baudRate: number;
  readonly paced: boolean;
  readonly rates: FaultRates;
  readonly onChange: () => void;
}

/** How long the power is away in a power cycle: long enough for every capacitor. */
export const POWER_CYCLE_MS = 500;

export class VirtualPort {
  readonly #clock: Clock;
  readonly #baudRate: number;
  readonly #wire: Wire;
  readonly #faults: FaultInjector;
  readonly #onChange: () => void;
  #cancelPower: (() => void) | undefined;

  constructor(options: VirtualPortOptions) {
    this.#clock = options.clock;
    this.#baudRate = options.baudRate;
    this.#onChange = options.onChange;
    this.#wire = new Wire(options);
    this.#faults = new FaultInjector({
      clock: options.clock,
      random: options.random,
      rates: options.rates,
      target: {
        send: (bytes) => this.#wire.send(bytes),
        unplug: () => this.unplug(),
        plug: () => this.plug(),
        setPower: (on) => this.#wire.setPower(on),
      },
    });
  }

  /** `tcp://127.0.0.1:40123?baudRate=57600`. Known once the port has been plugged in. */
  get address(): string {
    return `tcp://127.0.0.1:${this.#wire.port}?baudRate=${this.#baudRate}`;
  }
  get plugged(): boolean {
    return this.#wire.plugged;
  }
  get faults(): FaultInjector {
    return this.#faults;
  }

  attach(device: WireDevice): void {
    this.#wire.attach(device);
  }

  /** One frame from the device. */
  send(frame: Uint8Array): void {
    this.#faults.send(frame);
  }

  async plug(): Promise<void> {
    await this.#wire.plug();
    this.#onChange();
  }

  unplug(): void {
    this.#cancelPower?.();
    this.#wire.unplug();
    this.#onChange();
  }

  /** The device starts again; the cable stays in. */
  powerCycle(): void {
    this.#wire.setPower(false);
    this.#cancelPower?.();
    this.#cancelPower = this.#clock.setTimer(POWER_CYCLE_MS, () => this.#wire.setPower(true));
  }

  disturb(forMs: number): void {
    this.#wire.disturb(forMs);
  }

  stop(): void {
    this.#faults.stop();
    this.unplug();
  }
}
