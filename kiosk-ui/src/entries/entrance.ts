/** The page /entrance. */
import { startStation } from './station-page.ts';
import Entrance from '../screens/entrance/Entrance.svelte';

startStation('entrance', Entrance);
