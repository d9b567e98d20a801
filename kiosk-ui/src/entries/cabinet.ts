/** The page /cabinet. */
import { startStation } from './station-page.ts';
import Cabinet from '../screens/cabinet/Cabinet.svelte';
import { isCabinetIdle } from '../screens/cabinet/cabinet-idle.ts';

startStation('cabinet', Cabinet, isCabinetIdle);
