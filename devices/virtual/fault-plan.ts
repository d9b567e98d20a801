/**
 * What goes wrong on a wire, as data. A plan is drawn once for each frame that a device sends, from the seed alone:
 * the same seed and the same frames give the same faults. Nothing here has a clock or a wire; `fault-injector.ts`
 * carries a plan out.
 */
import { between, type Random } from './seeded-random.ts';

/** Probabilities are per frame, 0–1. What is left out does not happen. */
export interface FaultRates {
  /** The whole reply comes later by up to `maxMs`. */
  readonly delay?: { readonly probability: number; readonly maxMs: number };
  /** The reply is not sent at all. */
  readonly lostReply?: { readonly probability: number };
  /** One bit of one byte is turned. */
  readonly flippedBit?: { readonly probability: number };
  /** Random bytes on the line before the frame, behind it, or both. */
  readonly noise?: { readonly probability: number; readonly bytesMax: number };
  /** The frame comes twice. */
  readonly duplicate?: { readonly probability: number };
  /** The reply comes after the host has given up: `afterMs` later, behind whatever was sent meanwhile. */
  readonly lateReply?: { readonly probability: number; readonly afterMs: number };
  /** The frame breaks off after a random number of bytes and the cable is out for `forMs`. */
  readonly unplug?: { readonly probability: number; readonly forMs: number };
  /** The frame breaks off and the device starts again, the cable stays in; dark for `forMs`. */
  readonly powerCycle?: { readonly probability: number; readonly forMs: number };
  /** Card readers: frames of cards that are not there, on average one in `meanMs`. */
  readonly ghosts?: { readonly meanMs: number };
  /** I/O boards: the bus is disturbed for `forMs` at the instant a coil is switched on (back-EMF of the solenoid). */
  readonly dropOut?: { readonly probability: number; readonly forMs: number };
  /** I/O boards: the adapter returns every request before any reply, boards or no boards. */
  readonly echo?: boolean;
  /** After this many faults the wire is sound; default unlimited. */
  readonly faultCountMax?: number;
}

/** One step of what happens instead of sending the frame as it is, in order. */
export type FaultStep =
  | { readonly step: 'send'; readonly bytes: Uint8Array; readonly afterMs: number }
  | { readonly step: 'unplug' | 'power-cycle'; readonly forMs: number };

/** What was done to a frame, for counters and messages. */
export type FaultName =
  'delay' | 'lost-reply' | 'flipped-bit' | 'noise' | 'duplicate' | 'late-reply' | 'unplug' | 'power-cycle';

export interface FramePlan {
  readonly steps: readonly FaultStep[];
  readonly faults: readonly FaultName[];
}

/** Draws the plan of one frame. */
export function planFrame(rates: FaultRates, random: Random, frame: Uint8Array): FramePlan {
  const happens = (probability: number | undefined): boolean =>
    probability !== undefined && random() < probability;
  if (rates.unplug !== undefined && happens(rates.unplug.probability)) {
    return broken(random, frame, { step: 'unplug', forMs: rates.unplug.forMs }, 'unplug');
  }
  if (rates.powerCycle !== undefined && happens(rates.powerCycle.probability)) {
    return broken(random, frame, { step: 'power-cycle', forMs: rates.powerCycle.forMs }, 'power-cycle');
  }
  if (happens(rates.lostReply?.probability)) return { steps: [], faults: ['lost-reply'] };
  const faults: FaultName[] = [];
  let bytes = frame;
  let afterMs = 0;
  if (happens(rates.flippedBit?.probability)) {
    bytes = flipBit(bytes, random);
    faults.push('flipped-bit');
  }
  if (rates.noise !== undefined && happens(rates.noise.probability)) {
    bytes = withNoise(bytes, random, rates.noise.bytesMax);
    faults.push('noise');
  }
  if (rates.delay !== undefined && happens(rates.delay.probability)) {
    afterMs = between(random, 1, rates.delay.maxMs);
    faults.push('delay');
  }
  if (rates.lateReply !== undefined && happens(rates.lateReply.probability)) {
    afterMs = rates.lateReply.afterMs;
    faults.push('late-reply');
  }
  const steps: FaultStep[] = [{ step: 'send', bytes, afterMs }];
  if (happens(rates.duplicate?.probability)) {
    steps.push({ step: 'send', bytes, afterMs });
    faults.push('duplicate');
  }
  return { steps, faults };
}

function broken(random: Random, frame: Uint8Array, then: FaultStep, name: FaultName): FramePlan {
  const kept = frame.slice(0, between(random, 0, frame.length - 1));
  return { steps: [{ step: 'send', bytes: kept, afterMs: 0 }, then], faults: [name] };
}

function flipBit(frame: Uint8Array, random: Random): Uint8Array {
  const bytes = frame.slice();
  const at = between(random, 0, bytes.length - 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << between(random, 0, 7));
  return bytes;
}

function withNoise(frame: Uint8Array, random: Random, bytesMax: number): Uint8Array {
  const place = between(random, 0, 2);
  const before = place === 1 ? [] : noiseBytes(random, between(random, 1, bytesMax));
  const behind = place === 0 ? [] : noiseBytes(random, between(random, 1, bytesMax));
  return Uint8Array.from([...before, ...frame, ...behind]);
}

/** `count` random bytes. */
export function noiseBytes(random: Random, count: number): readonly number[] {
  return Array.from({ length: count }, () => between(random, 0, 255));
}
