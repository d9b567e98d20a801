/** 请假, 公出, 补休 and postings as the engine sees them (KQ-1). */
import type { OfficeModule } from '../engine/module.ts';
import { decideLeave } from './decide.ts';
import { evolveLeave } from './evolve.ts';
import { LEAVE_INBOX } from './inbox.ts';
import { LEAVE_REGISTER } from './register.ts';
import { LEAVE_REQUESTS } from './requests.ts';
import { initialLeave, type LeaveState } from './state.ts';
import { LEAVE_VIEWS } from './views.ts';

export { createLeaveView } from './leave-view.ts';
export type { LeaveState } from './state.ts';

export const leaveModule: OfficeModule<LeaveState> = {
  name: 'leave',
  version: 1,
  initial: initialLeave,
  decide: decideLeave,
  evolve: evolveLeave,
  deadlines: () => [],
  registers: [LEAVE_REGISTER],
  requests: LEAVE_REQUESTS,
  views: LEAVE_VIEWS,
  screens: [LEAVE_INBOX],
};
