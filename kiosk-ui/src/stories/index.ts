/** Every story by name; `stories.html?story=<name>` shows one. */
import { cabinetStories } from './cabinet.ts';
import { deskStories } from './desk.ts';
import { dutyStories } from './duty.ts';
import { entranceStories } from './entrance.ts';
import { entranceRollcallStories } from './entrance-rollcall.ts';
import { benchStories } from './bench.ts';
import { leaveStories } from './leave.ts';
import { signInStories } from './sign-in.ts';
import type { Story } from './story-ports.svelte.ts';

export const STORIES: Readonly<Record<string, Story>> = {
  ...entranceStories,
  ...entranceRollcallStories,
  ...dutyStories,
  ...cabinetStories,
  ...deskStories,
  ...leaveStories,
  ...signInStories,
  ...benchStories,
};
