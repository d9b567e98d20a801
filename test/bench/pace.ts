/**
 * The world outside takes its time: a bell rings on, a card is held, a cable lies on the floor, people come one after the
 * other. This is what makes the load, and never a wait for something to be done.
 */

export async function pass(ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, Math.max(0, ms));
  });
}

/** `atMs`: a moment of `performance.now()`; at once where it is over. */
export function passUntil(atMs: number): Promise<void> {
  return pass(atMs - performance.now());
}
