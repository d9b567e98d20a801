/** Starts a station's page: theme, language, live stream, the screen in it, and what replaces it after an update. */
import { mount, type Component } from 'svelte';
import type { ScreenName } from '../../../server/contract/socket.ts';
import { OfficeClock } from '../connection/clock.svelte.ts';
import { PageUpdate } from '../connection/page-update.svelte.ts';
import type { ScreenPort } from '../connection/screen-port.ts';
import { ScreenStore } from '../connection/screen-store.svelte.ts';
import Station from '../components/Station.svelte';
import { STATION_WORDS } from '../text/station-words.ts';
import { languageChoice } from '../text/text.svelte.ts';
import { holdFirstPaint } from '../theme/first-paint.svelte.ts';
import { loadReadyWords } from '../theme/ready-words.ts';
import { themeChoice } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

/** `isIdle`: nobody is in the middle of anything, by what the screen shows; then the page may load itself anew. */
export function startStation(
  screen: ScreenName,
  content: Component,
  isIdle: (screen: ScreenPort) => boolean,
): void {
  themeChoice.start();
  languageChoice.start();
  const clock = new OfficeClock();
  const stationId = new URLSearchParams(location.search).get('station') ?? undefined;
  const store = new ScreenStore(screen, stationId, clock);
  new PageUpdate(store, clock, () => isIdle(store)).start();
  holdFirstPaint(store, clock, loadReadyWords(STATION_WORDS));
  mount(Station, { target: document.body, props: { screen: store, clock, content } });
}
