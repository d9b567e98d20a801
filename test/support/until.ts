/**
 * Waits on a condition of another process, checked every few milliseconds up to a named limit. For the wire, browser
 * and fault tests only; everything else moves a manual clock.
 */
const CHECK_EVERY_MS = 15;

/** Resolves when `condition` is true; rejects with `what` after `limitMs`. A throwing condition counts as not yet. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const met = await attempt(condition);
    if (met) return;
    if (performance.now() > limit) throw new Error(`Waited ${limitMs} ms in vain until ${what}`);
    await new Promise<void>((resolve) => {
      setTimeout(resolve, CHECK_EVERY_MS);
    });
  }
}

async function attempt(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await condition();
  } catch {
    return false;
  }
}
