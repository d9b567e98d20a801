/** 值班: the duty desk as one part of the office. Pure; the engine gives it inputs and keeps its events. */
import type { OfficeModule } from '../engine/module.ts';
import { decideDuty } from './decide.ts';
import { dutyDeadlines } from './edges.ts';
import { evolveDuty } from './evolve.ts';
import { DUTY_INBOX } from './inbox.ts';
import { DUTY_CALLS, DUTY_LOG, DUTY_ROSTER } from './register.ts';
import { DUTY_REQUESTS } from './requests.ts';
import { DUTY_SCREEN } from './screen.ts';
import { rosterKey } from './shifts.ts';
import { type DutyState, initialDutyState } from './state.ts';
import type { RosterRow } from './events.ts';
import type { DutyView, TonightDuty } from './view.ts';
import { DUTY_VIEWS } from './views.ts';

export const dutyModule: OfficeModule<DutyState> = {
  name: 'duty',
  version: 3,
  initial: initialDutyState,
  decide: decideDuty,
  evolve: evolveDuty,
  deadlines: dutyDeadlines,
  registers: [DUTY_CALLS, DUTY_LOG, DUTY_ROSTER],
  requests: DUTY_REQUESTS,
  views: DUTY_VIEWS,
  screens: [DUTY_SCREEN, DUTY_INBOX],
};

export function createDutyView(state: Readonly<DutyState>): DutyView {
  return {
    isRosteredOn(personId, officeDate) {
      return Object.values(state.roster).some(
        (row) =>
          row.officeDate <= officeDate &&
          officeDate <= (row.untilDate ?? row.officeDate) &&
          isNamed(row, personId),
      );
    },
    dutyIn(personId, fromMs, toMs) {
      const row = Object.values(state.roster).find(
        (one) => one.fromMs < toMs && one.toMs > fromMs && isNamed(one, personId),
      );
      if (row !== undefined) return rosterKey(row);
      const signedOn = state.signedOn.find((one) => one.personId === personId && one.sinceMs < toMs);
      if (signedOn === undefined) return undefined;
      return signedOn.shift === undefined ? 'signed-on' : rosterKey(signedOn.shift);
    },
    signedOn(stationId) {
      return state.signedOn
        .filter((one) => stationId === undefined || one.stationId === stationId)
        .map((one) => one.personId);
    },
    tonight(officeDate) {
      const rows = Object.values(state.roster).filter((row) => row.officeDate === officeDate);
      const last = rows.toSorted((one, other) => one.fromMs - other.fromMs).at(-1);
      return last === undefined ? undefined : toTonight(last);
    },
  };
}

function isNamed(row: RosterRow, personId: string): boolean {
  return row.officerIds.includes(personId) || row.leaderId === personId || row.driverId === personId;
}

function toTonight({ officeDate, shiftId, ...row }: RosterRow): TonightDuty {
  return {
    shift: { officeDate, shiftId },
    shiftName: row.shiftName,
    fromMs: row.fromMs,
    toMs: row.toMs,
    leaderId: row.leaderId,
    officerIds: row.officerIds,
    driverId: row.driverId,
  };
}
