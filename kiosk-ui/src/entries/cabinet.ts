/** The page /cabinet. */
import { startStation } from './station-page.ts';
import Cabinet from '../screens/cabinet/Cabinet.svelte';

startStation('cabinet', Cabinet);
