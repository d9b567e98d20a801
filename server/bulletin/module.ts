/** 考勤通报 as the engine sees it (KQ-4, KH-1). */
import type { OfficeModule } from '../engine/module.ts';
import { decideBulletin } from './decide.ts';
import { BULLETIN_INBOX } from './inbox.ts';
import { BULLETIN_REGISTER } from './register.ts';
import { BULLETIN_REQUESTS } from './requests.ts';
import { bulletinDeadlines } from './schedule.ts';
import { evolveBulletin, initialBulletin, type BulletinState } from './state.ts';
import { BULLETIN_VIEWS } from './views.ts';

export type { BulletinState } from './state.ts';

export const bulletinModule: OfficeModule<BulletinState> = {
  name: 'bulletin',
  version: 1,
  initial: initialBulletin,
  decide: decideBulletin,
  evolve: evolveBulletin,
  deadlines: bulletinDeadlines,
  registers: [BULLETIN_REGISTER],
  requests: BULLETIN_REQUESTS,
  views: BULLETIN_VIEWS,
  screens: [BULLETIN_INBOX],
};

/** Other modules ask nothing of the bulletin. */
export function createBulletinView(): object {
  return {};
}
