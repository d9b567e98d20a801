/** 印信: the seals as one part of the office. Pure; the engine keeps its events and runs its one effect. */
import type { OfficeModule } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { cabinetAt } from './cabinet-of.ts';
import { decideSeals } from './decide.ts';
import { sealDeadlines } from './due-times.ts';
import { evolveSeals } from './evolve.ts';
import { SEALS_INBOX } from './inbox.ts';
import { SEALS_REQUESTS, SEALS_USES } from './register.ts';
import { SEAL_REQUESTS } from './requests.ts';
import { CABINET_SCREEN } from './screen.ts';
import { initialSealsState, type SealsState } from './state.ts';
import type { SealsView } from './view.ts';
import { SEAL_VIEWS } from './views.ts';

export const sealsModule: OfficeModule<SealsState> = {
  name: 'seals',
  version: 9,
  initial: initialSealsState,
  decide: decideSeals,
  evolve: evolveSeals,
  deadlines: sealDeadlines,
  registers: [SEALS_REQUESTS, SEALS_USES],
  requests: SEAL_REQUESTS,
  views: SEAL_VIEWS,
  screens: [CABINET_SCREEN, SEALS_INBOX],
};

export function createSealsView(state: Readonly<SealsState>): SealsView {
  return {
    isCustodianOrApprover(personId) {
      const items = Object.values(state.items);
      const roles = entryOf(state.rolesOf, personId) ?? [];
      const keeps =
        roles.includes('seal-custodian') || items.some((item) => item.custodianIds.includes(personId));
      const isDeputy = Object.values(state.deputies).some((deputy) => deputy.deputyId === personId);
      return (
        keeps || isDeputy || items.some((item) => item.approverRoles.some((role) => roles.includes(role)))
      );
    },
    barredUntilMs: (personId) => state.barredUntilMs[personId] ?? 0,
    pinExpectedOf(stationId) {
      const cabinet = cabinetAt(state, stationId);
      const session = cabinet === undefined ? undefined : state.sessions[cabinet.cabinetId];
      return session?.stage === 'first-factor' ? session.personId : undefined;
    },
  };
}
