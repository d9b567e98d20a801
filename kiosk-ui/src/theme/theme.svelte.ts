/**
 * Light or dark, and which station's unit: attributes on the root, nothing else changes. The choice is kept on this
 * machine; `?theme=dark` sets it, which is how a kiosk's start-up address chooses.
 */
export type Theme = 'light' | 'dark';
export type StationLook = 'desk' | 'cabinet' | 'duty' | 'board' | 'hall';

const KEPT_AS = 'dianmao.theme';

class ThemeChoice {
  #current = $state.raw<Theme>('light');

  get current(): Theme {
    return this.#current;
  }

  /** Reads the address and what was kept; called once by each page. */
  start(): void {
    const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(KEPT_AS);
    this.choose(asked === 'dark' ? 'dark' : 'light');
  }

  choose(theme: Theme): void {
    this.#current = theme;
    localStorage.setItem(KEPT_AS, theme);
    document.documentElement.dataset.theme = theme;
  }
}

export const themeChoice = new ThemeChoice();

/** The entrance hangs upright or across: also before anything is known of the office, and while it is being paired. */
export function wearEntranceLook(): void {
  wearLook(matchMedia('(orientation: portrait)').matches ? 'hall' : 'board');
}

export function wearLook(look: StationLook): void {
  document.documentElement.dataset.station = look;
}
