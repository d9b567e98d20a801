/** 请假, 公出, 补休 and postings as the engine sees them (KQ-1). */
import { NO_DECISION, type OfficeModule } from '../engine/module.ts';
import { evolveLeave } from './evolve.ts';
import { initialLeave, type LeaveState } from './state.ts';

export { createLeaveView } from './leave-view.ts';
export type { LeaveState } from './state.ts';

export const leaveModule: OfficeModule<LeaveState> = {
  name: 'leave',
  version: 1,
  initial: initialLeave,
  decide: () => NO_DECISION,
  evolve: evolveLeave,
  deadlines: () => [],
  registers: [],
  requests: [],
  views: [],
  screens: [],
};
