/**
 * Which page of the desk is open: the address after `#`, so that the browser's own keys, a reload and signing in again
 * lead to the same place.
 */
export const DESK_PAGES = [
  'inbox',
  'attendance',
  'duty',
  'seals',
  'people',
  'calendar',
  'settings',
  'devices',
  'journal',
  'account',
] as const;
export type DeskPage = (typeof DESK_PAGES)[number];

/** Asked before the open page is left; `true` keeps it open, and the guard takes the way on from there. */
export type LeaveGuard = (wanted: string) => boolean;

class DeskRoute {
  #page = $state.raw<DeskPage>('inbox');
  #detail = $state.raw<string | undefined>();
  #arrival = $state.raw<{ readonly count: number; readonly scrollTo: number }>({ count: 0, scrollTo: 0 });
  #guard: LeaveGuard | undefined;
  #hash = location.hash;
  /** The place in the browser's history that is open, and how far each was scrolled. */
  #visit = 0;
  #visits = 0;
  readonly #scrolled = new Map<number, number>();

  constructor() {
    history.scrollRestoration = 'manual';
    this.#read();
    window.addEventListener('hashchange', () => this.#changed());
    window.addEventListener('scrollend', () => this.#scrolled.set(this.#visit, window.scrollY));
  }
  get page(): DeskPage {
    return this.#page;
  }
  /** What stands after the page's name: `#people/p-12`. */
  get detail(): string | undefined {
    return this.#detail;
  }
  /** Raised with every change of place; `scrollTo` is where it was left, 0 for a place not seen before. */
  get arrival(): { readonly count: number; readonly scrollTo: number } {
    return this.#arrival;
  }

  /** One guard at a time; the answer takes it away again. */
  guard(guard: LeaveGuard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = undefined;
    };
  }

  #changed(): void {
    const wanted = location.hash;
    if (wanted === this.#hash) return;
    if (this.#guard?.(wanted) === true) {
      history.pushState({ visit: this.#visit }, '', this.#hash === '' ? '#inbox' : this.#hash);
      return;
    }
    this.#hash = wanted;
    const seen = visitOf(history.state);
    if (seen === undefined) {
      this.#visits += 1;
      this.#visit = this.#visits;
      history.replaceState({ visit: this.#visit }, '');
    } else this.#visit = seen;
    this.#read();
    this.#arrival = { count: this.#arrival.count + 1, scrollTo: this.#scrolled.get(this.#visit) ?? 0 };
  }

  #read(): void {
    if (history.state === null) history.replaceState({ visit: this.#visit }, '');
    const [page, detail] = location.hash.slice(1).split('/');
    this.#page = DESK_PAGES.find((one) => one === page) ?? 'inbox';
    this.#detail = detail === undefined || detail === '' ? undefined : decoded(detail);
  }
}

function visitOf(state: unknown): number | undefined {
  const visit: unknown =
    typeof state === 'object' && state !== null ? Reflect.get(state, 'visit') : undefined;
  return typeof visit === 'number' ? visit : undefined;
}

/** An address typed by hand may be no address at all: it is then taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const deskRoute = new DeskRoute();
