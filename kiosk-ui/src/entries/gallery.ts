/** Development only: the page /gallery with every component. Not in the production build. */
import { mount } from 'svelte';
import Gallery from '../gallery/Gallery.svelte';
import { followLook } from '../stories/follow-look.ts';
import { DICTIONARY } from '../text/dictionary.ts';
import { languageChoice, useWords } from '../text/text.svelte.ts';
import { themeChoice, wearLook } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

themeChoice.start();
useWords(DICTIONARY);
languageChoice.start();
followLook();
wearLook('desk');
mount(Gallery, { target: document.body });
