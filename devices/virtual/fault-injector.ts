/**
 * Stands between a simulated device and its wire and carries out what the fault plan draws for each frame. Without
 * rates it is a plain pass.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import { planFrame, type FaultName, type FaultRates, type FaultStep } from './fault-plan.ts';
import type { Random } from './seeded-random.ts';

/** What the faults act on: the wire, or a list in a test. */
export interface FaultTarget {
  send(bytes: Uint8Array): void;
  unplug(): void;
  plug(): Promise<void>;
  setPower(on: boolean): void;
}

export interface FaultInjectorOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly target: FaultTarget;
  readonly rates: FaultRates;
}

export class FaultInjector {
  readonly #options: FaultInjectorOptions;
  readonly #cancels = new Set<() => void>();
  readonly #counters = new Map<FaultName, number>();
  #rates: FaultRates;
  #faults = 0;
  /** A frame broke off, and the cable or the power goes as soon as the device has spoken: it says nothing more. */
  #breaking = false;

  constructor(options: FaultInjectorOptions) {
    this.#options = options;
    this.#rates = options.rates;
  }

  /** How often each fault struck. */
  get counters(): ReadonlyMap<FaultName, number> {
    return this.#counters;
  }

  /** From the next frame on. */
  setRates(rates: FaultRates): void {
    this.#rates = rates;
  }

  /** One whole frame from the device. */
  send(frame: Uint8Array): void {
    if (frame.length === 0 || this.#breaking) return;
    if (this.#faults >= (this.#rates.faultCountMax ?? Infinity)) {
      this.#options.target.send(frame);
      return;
    }
    const { steps, faults } = planFrame(this.#rates, this.#options.random, frame);
    for (const fault of faults) this.#counters.set(fault, (this.#counters.get(fault) ?? 0) + 1);
    this.#faults += faults.length;
    for (const step of steps) this.#carryOut(step);
  }

  /** Forgets what is still to come. */
  stop(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  #carryOut(step: FaultStep): void {
    const { target } = this.#options;
    switch (step.step) {
      case 'send':
        if (step.afterMs === 0) target.send(step.bytes);
        else this.#later(step.afterMs, () => target.send(step.bytes));
        return;
      case 'unplug':
        this.#break(() => {
          target.unplug();
          // If the port was taken meanwhile the cable simply stays out: that is a fault, too, and it shows.
          this.#later(step.forMs, () => void target.plug().catch(() => undefined));
        });
        return;
      case 'power-cycle':
        this.#break(() => {
          target.setPower(false);
          this.#later(step.forMs, () => target.setPower(true));
        });
    }
  }

  /** Not within the device's own call: its power must not go while it is still running. */
  #break(action: () => void): void {
    this.#breaking = true;
    this.#later(0, () => {
      this.#breaking = false;
      action();
    });
  }

  #later(delayMs: number, action: () => void): void {
    const cancel = this.#options.clock.setTimer(delayMs, () => {
      this.#cancels.delete(cancel);
      action();
    });
    this.#cancels.add(cancel);
  }
}
