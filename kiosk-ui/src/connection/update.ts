/**
 * Whether a page that was left open over an update loads itself anew. Pure: what it is, what the service serves now, and
 * what the person before it is doing.
 */
export interface UpdateFacts {
  /** The page's own build; undefined in development. */
  readonly own: string | undefined;
  /** What the service serves, by its last heartbeat. */
  readonly served: string | undefined;
  /** The build for which this page has loaded itself anew before. */
  readonly reloadedFor: string | undefined;
  /** Since the last touch or key, and since anything on the screen changed. */
  readonly untouchedForMs: number;
  readonly unchangedForMs: number;
  /** Something is typed that has not been sent. */
  readonly typed: boolean;
  /** By what the screen shows nobody is in the middle of anything: no session, no ringing line. */
  readonly idle: boolean;
}
/** `outdated`: it says so, and waits for its moment or for a person. */
export type UpdateStep = 'current' | 'outdated' | 'reload';

/** Longer than anybody looks at a screen before the next touch; a page that is read but not touched may blink. */
const UNTOUCHED_MS = 30_000;
/** A badge card stays up for 2.5 s. */
const UNCHANGED_MS = 4000;

export function nextUpdateStep(facts: UpdateFacts): UpdateStep {
  const { own, served } = facts;
  if (own === undefined || served === undefined || own === served) return 'current';
  // Once for each build: where something between keeps old pages, loading again and again would help nobody.
  if (facts.reloadedFor === served) return 'outdated';
  const quiet =
    facts.idle &&
    !facts.typed &&
    facts.untouchedForMs >= UNTOUCHED_MS &&
    facts.unchangedForMs >= UNCHANGED_MS;
  return quiet ? 'reload' : 'outdated';
}
