/** The page /desk. */
import { mount } from 'svelte';
import DeskApp from '../screens/desk/DeskApp.svelte';
import { DICTIONARY } from '../text/dictionary.ts';
import { languageChoice, useWords } from '../text/text.svelte.ts';
import { loadReadyWords } from '../theme/ready-words.ts';
import { themeChoice } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

themeChoice.start();
useWords(DICTIONARY);
languageChoice.start();
void loadReadyWords(DICTIONARY);
mount(DeskApp, { target: document.body });
