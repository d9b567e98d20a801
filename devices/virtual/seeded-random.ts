/**
 * Chance that can be repeated: the same seed gives the same faults, bounces and tolerances, whatever the machine. Each
 * wire and device draws from its own stream (`forkRandom`), so that one more draw here changes nothing there.
 */

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** The 32-bit generator known as mulberry32: a Weyl sequence and two rounds of mixing. Period 2^32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An independent stream for one named user of the seed (FNV-1a of the name, mixed with the seed). */
export function forkRandom(seed: number, name: string): Random {
  let hash = 0x811c9dc5 ^ (seed >>> 0);
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return seededRandom(hash);
}

/** A whole number in [from, to], both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}
