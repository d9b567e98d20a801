/**
 * Which page of the desk is open: the address after `#`, so that the browser's own keys, a reload and signing in again
 * lead to the same place. `#page`, `#page/sub-page`, and after either what is open on it: `#people/p-12`,
 * `#attendance/mine/2026-11-20`.
 */
import { DESK_PAGES, isSubPage, type DeskPage } from './desk-pages.ts';

/** Asked before the open page is left; `true` keeps it open, and the guard takes the way on from there. */
export type LeaveGuard = (wanted: string) => boolean;

class DeskRoute {
  #page = $state.raw<DeskPage>('inbox');
  #subPage = $state.raw<string | undefined>();
  #detail = $state.raw<string | undefined>();
  /** What was last open under each page. */
  #last = $state.raw<Readonly<Partial<Record<DeskPage, string>>>>({});
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
  /** What the address names under the page; undefined where it leaves that open. */
  get subPage(): string | undefined {
    return this.#subPage;
  }
  /** Where the navigation leads: to what was last open under the page. */
  hrefOf(page: DeskPage): string {
    const last = this.#last[page];
    return last === undefined ? `#${page}` : `#${page}/${last}`;
  }
  /** What stands after the names of page and sub-page: `#people/p-12`. */
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

  /** For another person than the one before: what that one had open is not theirs. */
  beginAnew(): void {
    this.#hash = '#inbox';
    history.replaceState({ visit: this.#visit }, '', this.#hash);
    this.#last = {};
    this.#scrolled.clear();
    this.#read();
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
    const [first, ...rest] = location.hash.slice(1).split('/');
    const page = DESK_PAGES.find((one) => one === first) ?? 'inbox';
    const named = isSubPage(page, rest[0]);
    const detail = rest[named ? 1 : 0];
    this.#page = page;
    this.#subPage = named ? rest[0] : undefined;
    this.#detail = detail === undefined || detail === '' ? undefined : decoded(detail);
    if (this.#subPage !== undefined) this.#last = { ...this.#last, [page]: this.#subPage };
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
