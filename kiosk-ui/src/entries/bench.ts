/** The page /bench; served only where all hardware is virtual. */
import { mount } from 'svelte';
import Bench from '../screens/bench/Bench.svelte';
import { DICTIONARY } from '../text/dictionary.ts';
import { languageChoice, useWords } from '../text/text.svelte.ts';
import { themeChoice } from '../theme/theme.svelte.ts';
import '../theme/fonts.ts';
import '../theme/tokens.css';
import '../theme/paper.css';

themeChoice.start();
useWords(DICTIONARY);
languageChoice.start();
mount(Bench, { target: document.body });
