/** KQ-5 as the engine sees it: what counts of every year, the private warnings, and the lists made of it. */
import type { OfficeModule } from '../../engine/module.ts';
import { decideCounting } from './decide.ts';
import { LATE_BOOK } from './late-book.ts';
import { MONTH_VIEWS } from './month-views.ts';
import { COUNT_REGISTER } from './register.ts';
import { COUNTING_REQUESTS } from './requests.ts';
import { COUNTING_ENTRANCE, COUNTING_INBOX } from './screens.ts';
import { evolveCounting, initialCounting, type CountingState } from './state.ts';
import { YEAR_VIEWS } from './year-views.ts';

export { createCountingView } from './counting-view.ts';
export type { CountingState } from './state.ts';

export const countingModule: OfficeModule<CountingState> = {
  name: 'counting',
  version: 2,
  initial: initialCounting,
  decide: decideCounting,
  evolve: evolveCounting,
  deadlines: () => [],
  registers: [COUNT_REGISTER],
  requests: COUNTING_REQUESTS,
  views: [...MONTH_VIEWS, LATE_BOOK, ...YEAR_VIEWS],
  screens: [COUNTING_INBOX, COUNTING_ENTRANCE],
};
