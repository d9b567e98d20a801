/** The page /duty. */
import { startStation } from './station-page.ts';
import Duty from '../screens/duty/Duty.svelte';
import { isDutyIdle } from '../screens/duty/duty-idle.ts';

startStation('duty', Duty, isDutyIdle);
