/** 点名 as the engine sees it: activities, their roll calls, and what each participant comes to (KQ-3, HX-4, WS-5). */
import type { OfficeModule } from '../engine/module.ts';
import { decideRollcall, rollcallDeadlines } from './decide.ts';
import { evolveRollcall } from './evolve.ts';
import { ROLLCALL_INBOX } from './inbox.ts';
import { ROLLCALL_REGISTER } from './register.ts';
import { ROLLCALL_REQUESTS } from './requests.ts';
import { ENTRANCE_ROLLCALL, DESK_ROLLCALL } from './screens.ts';
import { initialRollcall, type RollcallState } from './state.ts';
import { ROLLCALL_VIEWS } from './views.ts';

export const rollcallModule: OfficeModule<RollcallState> = {
  name: 'rollcall',
  version: 1,
  initial: initialRollcall,
  decide: decideRollcall,
  evolve: evolveRollcall,
  deadlines: rollcallDeadlines,
  registers: [ROLLCALL_REGISTER],
  requests: ROLLCALL_REQUESTS,
  views: ROLLCALL_VIEWS,
  screens: [ENTRANCE_ROLLCALL, DESK_ROLLCALL, ROLLCALL_INBOX],
};

/** Nobody asks: who counts takes `rollcall.judged`. */
export function createRollcallView(): object {
  return {};
}
