/** Follows the build that the service serves, and loads this page anew in a quiet moment. */
import type { OfficeClock } from './clock.svelte.ts';
import type { ScreenStore } from './screen-store.svelte.ts';
import { buildOfPage, renewShell } from './shell.ts';
import { nextUpdateStep } from './update.ts';

const LOOK_EVERY_MS = 1000;
/** In this tab only, and gone with it. */
const RELOADED_FOR = 'dianmao.reloaded-for';

export class PageUpdate {
  readonly #screen: ScreenStore;
  readonly #clock: OfficeClock;
  readonly #isIdle: () => boolean;
  #outdated = $state.raw(false);
  #reloading = false;
  #touchedAtMs: number;
  readonly #changed = new Set<Element>();
  #stops: readonly (() => void)[] = [];

  /** `isIdle`: by what the screen shows nobody is in the middle of anything. */
  constructor(screen: ScreenStore, clock: OfficeClock, isIdle: () => boolean) {
    this.#screen = screen;
    this.#clock = clock;
    this.#isIdle = isIdle;
    this.#touchedAtMs = clock.monotonicMs();
  }

  start(): void {
    const touched = (): void => void (this.#touchedAtMs = this.#clock.monotonicMs());
    const changed = ({ target }: Event): void => {
      if (target instanceof Element) this.#changed.add(target);
    };
    this.#stops = [
      listen(['pointerdown', 'keydown', 'wheel'], touched),
      listen(['input', 'change'], changed),
      this.#clock.every(LOOK_EVERY_MS, () => this.#look()),
    ];
  }

  /** The service serves newer pages than this one. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** At once, whatever is typed: the person's own decision. */
  async reload(): Promise<void> {
    await this.#reloadWhile(() => true);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #look(): void {
    const step = this.#step();
    this.#outdated = step !== 'current';
    if (step === 'reload') void this.#reloadWhile(() => this.#step() === 'reload');
  }

  #step(): ReturnType<typeof nextUpdateStep> {
    const nowMs = this.#clock.monotonicMs();
    return nextUpdateStep({
      own: buildOfPage(),
      served: this.#screen.heartbeat?.build,
      reloadedFor: sessionStorage.getItem(RELOADED_FOR) ?? undefined,
      untouchedForMs: nowMs - this.#touchedAtMs,
      unchangedForMs: this.#screen.unchangedForMs,
      typed: this.#isTyped(),
      // While the link is lost the service could not be asked for the new page.
      idle: this.#screen.phase === 'live' && this.#isIdle(),
    });
  }

  /** Asks again after the new pages have been fetched: somebody may have begun meanwhile. */
  async #reloadWhile(stillWanted: () => boolean): Promise<void> {
    const served = this.#screen.heartbeat?.build;
    if (this.#reloading || served === undefined) return;
    this.#reloading = true;
    await renewShell(this.#clock);
    this.#reloading = false;
    if (!stillWanted()) return;
    sessionStorage.setItem(RELOADED_FOR, served);
    location.reload();
  }

  /** A field that somebody changed, and that still stands there with something in it. */
  #isTyped(): boolean {
    for (const field of this.#changed) {
      if (!field.isConnected || isEmpty(field)) this.#changed.delete(field);
    }
    return this.#changed.size > 0;
  }
}

function isEmpty(field: Element): boolean {
  return (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value === '';
}

function listen(names: readonly string[], listener: (event: Event) => void): () => void {
  const options = { capture: true, passive: true };
  for (const name of names) addEventListener(name, listener, options);
  return () => {
    for (const name of names) removeEventListener(name, listener, options);
  };
}
