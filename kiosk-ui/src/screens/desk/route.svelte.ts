/** Which page of the desk is open: the address after `#`, so that the browser's own keys work. */
export const DESK_PAGES = [
  'inbox',
  'attendance',
  'duty',
  'seals',
  'people',
  'settings',
  'devices',
  'journal',
  'account',
] as const;
export type DeskPage = (typeof DESK_PAGES)[number];

class DeskRoute {
  #page = $state.raw<DeskPage>('inbox');
  #detail = $state.raw<string | undefined>();

  constructor() {
    this.#read();
    window.addEventListener('hashchange', () => this.#read());
  }
  get page(): DeskPage {
    return this.#page;
  }
  /** What stands after the page's name: `#people/p-12`. */
  get detail(): string | undefined {
    return this.#detail;
  }

  #read(): void {
    const [page, detail] = location.hash.slice(1).split('/');
    this.#page = DESK_PAGES.find((one) => one === page) ?? 'inbox';
    this.#detail = detail === undefined || detail === '' ? undefined : decodeURIComponent(detail);
  }
}

export const deskRoute = new DeskRoute();
