/**
 * What the duty desk keeps in memory: lines, the calls of the last days, who is signed on, the roster ahead. Plain
 * JSON, so that it can be saved with its journal position. Older calls live in the register `duty_calls` only.
 */
import type { RingEvidence } from '../../devices/device-event.ts';
import type { ApartReason, CallClass, LineFact, RosterRow, ShiftRef } from './events.ts';

export interface DutyState {
  /** Duty stations by id: name. */
  stations: Record<string, string>;
  lines: Record<string, LineTrack>;
  signedOn: SignOn[];
  /** One offer a station: the last badge there. */
  offers: Record<string, Offer>;
  calls: Record<string, CallTrack>;
  log: LogTrack[];
  /** `<officeDate>/<shiftId>` → the row of the newest version. */
  roster: Record<string, RosterRow>;
  rosterVersion: number;
  /** The service's own delays of the last minutes. */
  lags: { fromMs: number; lagMs: number }[];
  /** Times of the last minutes in which nothing could be recorded: neither a call nor who was at the desk. */
  outages: { fromMs: number; toMs: number }[];
  tests: { lineId: string; fromMs: number; untilMs: number }[];
  words: Record<string, WordTrack>;
  /** Deadlines that have fired → when they were due; kept for a few days. */
  fired: Record<string, number>;
  /** The midnight that was last announced. */
  dayBegunMs: number | undefined;
  /** First start of this office's service: shifts before it are nobody's fault. */
  observedFromMs: number | undefined;
}

export interface LineTrack {
  lineId: string;
  deviceId: string;
  stationId: string;
  name: string;
  number: string;
  /** `unknown` until the monitor has said what it sees. */
  fact: LineFact | 'unknown';
  sinceMs: number;
  callId: string | undefined;
  /** Sight came back while it rang: the next call began unseen. */
  beganUnseen: boolean;
}

export interface SignOn {
  personId: string;
  stationId: string;
  sinceMs: number;
  rostered: boolean;
  shift: ShiftRef | undefined;
  away: Away | undefined;
}
export interface Away {
  kind: 'stepped-away' | 'receiving-visitor';
  sinceMs: number;
  /** 暂离: the announced end; a visitor has none. */
  untilMs: number | undefined;
  expectedMinutes: number;
}

export interface Offer {
  /** Journal position of the badge: names the offer for ever. */
  position: number;
  personId: string;
  atMs: number;
  monotonicMs: number;
}

export interface CallTrack {
  callId: string;
  lineId: string;
  stationId: string;
  startedAtMs: number;
  rings: number;
  evidence: RingEvidence;
  number: string | undefined;
  pastLimit: boolean;
  beganUnseen: boolean;
  onDutyAtStart: string[];
  /** Found while it rang: why nobody could come to this telephone. */
  excuse: ApartReason | undefined;
  verdict: Verdict | undefined;
  answeredBy: string | undefined;
  log: 'open' | 'logged' | 'not-needed';
  matter: string | undefined;
  callBack: { dueMs: number; made: boolean; leaderTold: boolean } | undefined;
}
export interface Verdict {
  class: CallClass;
  apart: ApartReason | undefined;
  answered: boolean;
  waitMs: number | undefined;
  endedAtMs: number;
  onDuty: string[];
}

export interface LogTrack {
  id: string;
  kind: 'call' | 'visit';
  stationId: string;
  atMs: number;
  from: string | undefined;
  matter: string;
  passedTo: string | undefined;
  done: boolean;
  by: string[];
}

export interface WordTrack {
  wordId: string;
  about: 'call-not-called-back' | 'shift-unattended';
  leaderIds: string[];
  callId: string | undefined;
  shiftName: string | undefined;
  atMs: number;
  acknowledged: boolean;
}

export function initialDutyState(): DutyState {
  return {
    stations: {},
    lines: {},
    signedOn: [],
    offers: {},
    calls: {},
    log: [],
    roster: {},
    rosterVersion: 0,
    lags: [],
    outages: [],
    tests: [],
    words: {},
    fired: {},
    dayBegunMs: undefined,
    observedFromMs: undefined,
  };
}
