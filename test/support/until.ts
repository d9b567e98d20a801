/**
 * Waits on a condition of another process, checked every few milliseconds up to a named limit. For the wire, browser
 * and fault tests only; everything else moves a manual clock.
 */
const CHECK_EVERY_MS = 15;

/**
 * Resolves when `condition` is true; rejects with `what` after `limitMs`. A throwing condition counts as not yet; what
 * it threw last is in the message.
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const { met, thrown } = await attempt(condition);
    if (met) return;
    if (performance.now() > limit) {
      const why = thrown === undefined ? '' : `; it threw ${String(thrown)}`;
      throw new Error(`Waited ${limitMs} ms in vain until ${what}${why}`);
    }
    await new Promise<void>((resolve) => {
      setTimeout(resolve, CHECK_EVERY_MS);
    });
  }
}

async function attempt(
  condition: () => boolean | Promise<boolean>,
): Promise<{ readonly met: boolean; readonly thrown?: unknown }> {
  try {
    return { met: await condition() };
  } catch (thrown) {
    return { met: false, thrown };
  }
}
