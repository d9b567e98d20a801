/** The page /entrance. */
import { startStation } from './station-page.ts';
import { wearEntranceLook } from '../theme/theme.svelte.ts';
import Entrance from '../screens/entrance/Entrance.svelte';

wearEntranceLook();
// Nobody is ever in the middle of anything here: a badge is taken by the reader, not by the page.
startStation('entrance', Entrance, () => true);
