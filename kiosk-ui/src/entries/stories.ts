/** Development only: mounts one screen with a fixed document, or lists all stories. Not in the production build. */
import { mount, type Component } from 'svelte';
import Station from '../components/Station.svelte';
import Bench from '../screens/bench/Bench.svelte';
import Cabinet from '../screens/cabinet/Cabinet.svelte';
import Desk from '../screens/desk/Desk.svelte';
import Duty from '../screens/duty/Duty.svelte';
import Entrance from '../screens/entrance/Entrance.svelte';
import { STORIES } from '../stories/index.ts';
import { StoryClock, StoryScreen, type Story } from '../stories/story-ports.svelte.ts';
import { languageChoice } from '../text/text.svelte.ts';
import { themeChoice, wearLook } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

const SCREENS: Readonly<Record<Story['screen'], Component>> = {
  entrance: Entrance,
  duty: Duty,
  cabinet: Cabinet,
  desk: Desk,
  bench: Bench,
};

themeChoice.start();
languageChoice.start();
const story = STORIES[new URLSearchParams(location.search).get('story') ?? ''];
if (story === undefined) {
  const list = document.createElement('ul');
  for (const name of Object.keys(STORIES)) {
    const item = list.appendChild(document.createElement('li'));
    const link = item.appendChild(document.createElement('a'));
    link.href = `?story=${name}`;
    link.textContent = name;
  }
  document.body.append(list);
} else {
  const answers = story.answers ?? {};
  window.fetch = (input) => {
    const path = String(input instanceof Request ? input.url : input);
    const answer = answers[path] ?? answers[path.split('?')[0] ?? ''];
    return Promise.resolve(
      answer === undefined
        ? Response.json(
            { code: 'STORY', status: 404, title: `样张没有准备 ${path} 的答复。` },
            { status: 404 },
          )
        : Response.json(answer),
    );
  };
  wearLook(story.screen === 'duty' || story.screen === 'cabinet' ? story.screen : 'desk');
  mount(Station, {
    target: document.body,
    props: { screen: new StoryScreen(story), clock: new StoryClock(story), content: SCREENS[story.screen] },
  });
}
