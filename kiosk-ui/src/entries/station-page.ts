/** Starts a station's page: theme, language, live stream, and the screen in it. */
import { mount, type Component } from 'svelte';
import type { ScreenName } from '../../../server/contract/socket.ts';
import { OfficeClock } from '../connection/clock.svelte.ts';
import { ScreenStore } from '../connection/screen-store.svelte.ts';
import Station from '../components/Station.svelte';
import { languageChoice } from '../text/text.svelte.ts';
import { loadReadyWords } from '../theme/ready-words.ts';
import { themeChoice } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

export function startStation(screen: ScreenName, content: Component): void {
  themeChoice.start();
  languageChoice.start();
  loadReadyWords();
  const clock = new OfficeClock();
  const stationId = new URLSearchParams(location.search).get('station') ?? undefined;
  const store = new ScreenStore(screen, stationId, clock);
  mount(Station, { target: document.body, props: { screen: store, clock, content } });
}
