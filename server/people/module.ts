/** People as the engine sees them. */
import type { OfficeModule } from '../engine/module.ts';
import { enrolmentDeadlines } from './decide-enrolment.ts';
import { decidePeople } from './decide.ts';
import { evolvePeople } from './evolve.ts';
import { PEOPLE_REQUESTS } from './requests.ts';
import { PEOPLE_SCREENS } from './screens.ts';
import { initialPeople, type PeopleState } from './state.ts';
import { PEOPLE_VIEWS } from './views.ts';

export { createPeopleView } from './people-view.ts';
export type { PeopleState } from './state.ts';

export const peopleModule: OfficeModule<PeopleState> = {
  name: 'people',
  version: 8,
  initial: initialPeople,
  decide: decidePeople,
  evolve: evolvePeople,
  deadlines: enrolmentDeadlines,
  registers: [],
  requests: PEOPLE_REQUESTS,
  views: PEOPLE_VIEWS,
  screens: PEOPLE_SCREENS,
};
