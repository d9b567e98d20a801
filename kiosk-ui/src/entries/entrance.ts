/** The page /entrance. */
import { startStation } from './station-page.ts';
import Entrance from '../screens/entrance/Entrance.svelte';

// Nobody is ever in the middle of anything here: a badge is taken by the reader, not by the page.
startStation('entrance', Entrance, () => true);
