/** The page /duty. */
import { startStation } from './station-page.ts';
import Duty from '../screens/duty/Duty.svelte';

startStation('duty', Duty);
