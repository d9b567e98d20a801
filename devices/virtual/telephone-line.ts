/**
 * A subscriber line seen through two contacts: one closed while the bell voltage is on the line, one closed while the
 * handset is off the hook. An exchange rings it by a cadence whose intervals vary within a tolerance, stops when the
 * handset is lifted (ring trip) and when the caller gives up.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import type { Random } from './seeded-random.ts';

/** Burst and pause of one ring, ms, in order; the last pause parts one ring from the next. */
export type RingPattern = readonly { readonly onMs: number; readonly offMs: number }[];

/** Hardware notes 9. */
export const RING_PATTERNS = {
  cn: [{ onMs: 1000, offMs: 4000 }],
  us: [{ onMs: 2000, offMs: 4000 }],
  uk: [
    { onMs: 400, offMs: 200 },
    { onMs: 400, offMs: 2000 },
  ],
} as const satisfies Record<string, RingPattern>;

export interface TelephoneLineOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Each interval is longer or shorter by up to this share. China: 0.1. Default 0.1. */
  readonly tolerance?: number;
  /** The detector reports bell voltage this much late, at both edges: two to three cycles of 25 Hz. Default 100. */
  readonly detectorLagMs?: number;
  readonly onRingContact: (closed: boolean) => void;
  readonly onHookContact: (closed: boolean) => void;
  /** `ringing` has changed by itself: the caller gave up. */
  readonly onChange?: () => void;
}

export interface Caller {
  /** The caller gives up at the end of the last of these rings. */
  readonly rings: number;
  /** Default `cn`. */
  readonly pattern?: RingPattern;
}

export const RINGS_MAX = 60;
/** From the lifting of the handset to the end of the bell voltage. */
export const RING_TRIP_MS = 50;
const DETECTOR_LAG_MS = 100;
const TOLERANCE = 0.1;

type CallState = 'idle' | 'ringing' | 'answered';

export class TelephoneLine {
  readonly #options: TelephoneLineOptions;
  #call: CallState = 'idle';
  #offHook = false;
  #bell = false;
  #cancelBell: (() => void) | undefined;
  readonly #cancelContacts = new Set<() => void>();

  constructor(options: TelephoneLineOptions) {
    this.#options = options;
  }

  /** A caller is waiting, also in the pauses between rings. */
  get ringing(): boolean {
    return this.#call === 'ringing';
  }
  get offHook(): boolean {
    return this.#offHook;
  }

  /** A call comes in. False: the line is in use, and the caller hears the busy tone. */
  ring(caller: Caller): boolean {
    if (this.#call !== 'idle' || this.#offHook) return false;
    // A bell that is just being tripped is silent before the next one begins.
    this.stopRinging();
    this.#call = 'ringing';
    this.#ringOnce(caller, 1, 0);
    return true;
  }

  /** The caller hangs up, before or after the answer. */
  stopRinging(): void {
    this.#cancelBell?.();
    this.#call = 'idle';
    this.#setBell(false);
  }

  lift(): void {
    if (this.#offHook) return;
    this.#offHook = true;
    this.#options.onHookContact(true);
    if (this.#call !== 'ringing') return;
    this.#call = 'answered';
    this.#cancelBell?.();
    this.#cancelBell = this.#options.clock.setTimer(RING_TRIP_MS, () => this.#setBell(false));
  }

  hangUp(): void {
    if (!this.#offHook) return;
    this.#offHook = false;
    this.#call = 'idle';
    this.#options.onHookContact(false);
  }

  /** Ends every timer. */
  stop(): void {
    this.#cancelBell?.();
    for (const cancel of this.#cancelContacts) cancel();
    this.#cancelContacts.clear();
  }

  #ringOnce(caller: Caller, ring: number, burst: number): void {
    const pattern = caller.pattern ?? RING_PATTERNS.cn;
    const interval = pattern[burst];
    if (interval === undefined) return;
    const lastBurst = burst === pattern.length - 1;
    this.#setBell(true);
    this.#later(this.#vary(interval.onMs), () => {
      if (lastBurst && ring >= Math.min(caller.rings, RINGS_MAX)) return this.#giveUp();
      this.#setBell(false);
      this.#later(this.#vary(interval.offMs), () =>
        this.#ringOnce(caller, lastBurst ? ring + 1 : ring, lastBurst ? 0 : burst + 1),
      );
    });
  }

  #giveUp(): void {
    this.stopRinging();
    this.#options.onChange?.();
  }

  #setBell(on: boolean): void {
    if (this.#bell === on) return;
    this.#bell = on;
    const cancel = this.#options.clock.setTimer(this.#options.detectorLagMs ?? DETECTOR_LAG_MS, () => {
      this.#cancelContacts.delete(cancel);
      this.#options.onRingContact(on);
    });
    this.#cancelContacts.add(cancel);
  }

  #vary(nominalMs: number): number {
    const tolerance = this.#options.tolerance ?? TOLERANCE;
    return nominalMs * (1 + tolerance * (2 * this.#options.random() - 1));
  }

  #later(delayMs: number, action: () => void): void {
    this.#cancelBell = this.#options.clock.setTimer(delayMs, action);
  }
}
