/** Hands the sounds of a station to the foot of its screen; the desk and the stories of components have none. */
import { getContext, setContext } from 'svelte';
import type { StationSounds } from './station-sounds.svelte.ts';

const KEY = Symbol('sounds');

export function shareSounds(sounds: StationSounds): void {
  setContext(KEY, sounds);
}
export function sharedSounds(): StationSounds | undefined {
  return getContext(KEY);
}
