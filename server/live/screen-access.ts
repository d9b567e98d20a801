/** Who may see which screen: a station its own kind, a person the desk. Part of the access test's table. */
import type { Grant } from '../access/principal.ts';
import type { ScreenName } from '../contract/socket.ts';

export const SCREEN_ACCESS: Readonly<Record<ScreenName, readonly Grant[]>> = {
  entrance: ['station:entrance'],
  duty: ['station:duty'],
  cabinet: ['station:cabinet'],
  desk: ['person'],
};
