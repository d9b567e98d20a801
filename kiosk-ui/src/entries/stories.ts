/** Development only: mounts one screen with a fixed document, or lists all stories. Not in the production build. */
import { mount, type Component } from 'svelte';
import Station from '../components/Station.svelte';
import Bench from '../screens/bench/Bench.svelte';
import Cabinet from '../screens/cabinet/Cabinet.svelte';
import Desk from '../screens/desk/Desk.svelte';
import DeskApp from '../screens/desk/DeskApp.svelte';
import Duty from '../screens/duty/Duty.svelte';
import Entrance from '../screens/entrance/Entrance.svelte';
import { followLook } from '../stories/follow-look.ts';
import SignInAgain from '../stories/SignInAgain.svelte';
import { nextFrame, work } from '../stories/hands.ts';
import { STORIES } from '../stories/index.ts';
import { answerFrom } from '../stories/story-answers.ts';
import { StoryClock, StoryScreen, type Story } from '../stories/story-ports.svelte.ts';
import { DICTIONARY } from '../text/dictionary.ts';
import { languageChoice, useWords } from '../text/text.svelte.ts';
import { themeChoice, wearEntranceLook, wearLook, type StationLook } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

const SCREENS: Readonly<Record<Story['screen'], Component>> = {
  entrance: Entrance,
  duty: Duty,
  cabinet: Cabinet,
  desk: Desk,
  'sign-in': DeskApp,
  'sign-in-again': SignInAgain,
  bench: Bench,
};
/** As each page's own HTML says, before its screen has looked at the panel. */
const LOOKS: Readonly<Record<Story['screen'], StationLook>> = {
  entrance: 'hall',
  duty: 'duty',
  cabinet: 'cabinet',
  desk: 'desk',
  'sign-in': 'desk',
  'sign-in-again': 'desk',
  bench: 'desk',
};

themeChoice.start();
useWords(DICTIONARY);
languageChoice.start();
followLook();
const story = STORIES[new URLSearchParams(location.search).get('story') ?? ''];
if (story === undefined) list();
else void show(story);

function list(): void {
  const names = document.createElement('ul');
  for (const name of Object.keys(STORIES)) {
    const link = names.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
    link.href = `?story=${name}`;
    link.textContent = name;
  }
  document.body.append(names);
}

/** The page says `data-story="shown"` once the hands have done their part; what looks at it waits for that. */
async function show(shown: Story): Promise<void> {
  window.fetch = (input, init) =>
    answerFrom(
      shown.answers ?? {},
      init?.method ?? 'GET',
      input instanceof Request ? input.url : String(input),
    );
  if (shown.page !== undefined && location.hash === '') {
    history.replaceState(null, '', `#${shown.page}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
  wearLook(LOOKS[shown.screen]);
  if (shown.screen === 'entrance') wearEntranceLook();
  mount(Station, {
    target: document.body,
    props: { screen: new StoryScreen(shown), clock: new StoryClock(shown), content: SCREENS[shown.screen] },
  });
  // A page of the desk is fetched when it is opened.
  do await nextFrame();
  while (document.querySelector('main[aria-busy=true]') !== null);
  await work(shown.hands ?? []);
  await nextFrame();
  document.documentElement.dataset.story = 'shown';
}
