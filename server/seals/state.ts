/**
 * What the seals keep in memory: items and where they are, papers not yet settled, cabinets as their contacts say, and
 * where the person at each cabinet stands. Plain JSON, so that it can be saved with its journal position. Settled
 * papers and registered uses live in the registers only.
 */
import type { ContactState, LockState, PulseOutcome } from '../../devices/device-event.ts';
import type { Role } from '../access/principal.ts';
import type { RequestStage } from '../mechanisms/request.ts';
import type { ClockDoubt } from '../mechanisms/wait.ts';
import type {
  AlarmKind,
  Factor,
  ItemDefinition,
  OpeningGround,
  UseApplication,
  VoidReason,
} from './events.ts';

export interface SealsState {
  cabinets: Record<string, CabinetTrack>;
  items: Record<string, ItemTrack>;
  proposals: Record<string, ItemProposal>;
  deputies: Record<string, DeputyTrack>;
  requests: Record<string, RequestTrack>;
  intents: Record<string, IntentTrack>;
  /** Earlier intents whose outcome is unknown to this day, oldest first: the device may yet tell. */
  writtenOff: string[];
  /** By cabinet; none: idle. */
  sessions: Record<string, SessionTrack>;
  /** Last badge of each cabinet station, for acknowledging an alarm. */
  lastBadges: Record<string, { personId: string; monotonicMs: number }>;
  /** Deputies just appointed: no cabinet use before this instant. All else about a person is in the badge fact. */
  barredUntilMs: Record<string, number>;
  /** Before this instant a person's PIN does not count at the cabinet. */
  pinFromMs: Record<string, number>;
  /** Offices of each person when last recorded. */
  rolesOf: Record<string, Role[]>;
  clock: ClockDoubt;
  /** By use: more than approved, and the director has not read of it yet. */
  excesses: Record<string, ExcessTrack>;
}

export interface ItemProposal extends ItemDefinition {
  by: string;
  proposedAtMs: number;
}

export interface CabinetTrack {
  cabinetId: string;
  stationId: string;
  name: string;
  slotCount: number | undefined;
  lock: LockState;
  door: ContactState;
  bolt: ContactState;
  sinceMs: number;
  /** Since when it was locked as far as was ever seen, restarts included; undefined: it was last seen otherwise. */
  lockedSinceMs: number | undefined;
  slots: Record<string, SlotTrack>;
  alarms: AlarmTrack[];
}
export interface SlotTrack {
  slot: number;
  /** Undefined: the board is away. */
  occupied: boolean | undefined;
  /** What it last said when it could say anything. */
  lastKnown: boolean | undefined;
  sinceMs: number;
}
export interface AlarmTrack {
  alarmId: string;
  kind: AlarmKind;
  slot: number | undefined;
  sinceMs: number;
}

export interface ItemTrack extends ItemDefinition {
  /** `placed`: back in its slot, the custodian has still to confirm which seal it is. */
  place: 'in' | 'out' | 'placed';
  /** Journal position since which its name, approving offices and clause of leaving stand as they are. */
  ruledSince: number;
  taken: TakenTrack | undefined;
}
export interface TakenTrack {
  /** Journal position of the taking. */
  position: number;
  atMs: number;
  dueMs: number;
  reminded: boolean;
  /** The opening it was taken in; undefined where there was none. */
  intentId: string | undefined;
  custodianId: string | undefined;
  /** Papers it was taken under; none: without approval. */
  requestIds: string[];
}

export interface DeputyTrack {
  delegationId: string;
  deputyId: string;
  itemIds: string[];
  fromDate: string;
  untilDate: string;
}

export interface RequestTrack extends UseApplication {
  requestId: string;
  applicantId: string;
  stage: RequestStage;
  askedAtMs: number;
  decidedBy: string | undefined;
  decidedAtMs: number | undefined;
  /** Journal position of the decision. */
  decidedPosition: number | undefined;
  remark: string;
  expiresAtMs: number | undefined;
  /** By item: copies and spoiled sheets so far. */
  used: Record<string, number>;
  /** By item: taken under this paper and the use not yet registered. */
  unregistered: Record<string, boolean>;
  /** By item: when its last taking under this paper was to be registered by, and whether that has passed. */
  registerDue: Record<string, RegisterDue>;
}

export interface RegisterDue {
  /** Journal position of the taking. */
  position: number;
  takenBy: string | undefined;
  takenMs: number;
  dueMs: number;
  passed: boolean;
}

export interface ExcessTrack {
  itemName: string;
  title: string;
  copies: number;
  spoiled: number;
  excess: number;
  approvedCopies: number;
  custodianId: string;
  atMs: number;
}

/** Kept until the next one at its cabinet: a door may open late, and a link lost in between tells late what was taken. */
export interface IntentTrack {
  intentId: string;
  cabinetId: string;
  atMs: number;
  personId: string;
  factors: Factor[];
  ground: OpeningGround;
  requestIds: string[];
  itemIds: string[];
  outcome: PulseOutcome | undefined;
  /** When the door was first seen open by it. */
  openedMs: number | undefined;
  /** When the door was next seen locked, or forced: what it does from then on is not by this intent. */
  overMs: number | undefined;
}

export interface ShownFactor {
  factor: Factor;
  monotonicMs: number;
}
interface SessionBase {
  /** Journal position that began this stage: names it for its deadline. */
  position: number;
}
/** One factor seen. */
export interface FirstFactorSession extends SessionBase {
  stage: 'first-factor';
  personId: string;
  shown: ShownFactor;
  lapsesMs: number;
  lapsesMonotonicMs: number;
  /** The last PIN was not taken; another may be tried until this lapses. */
  pinProblem: 'pin-wrong' | 'pin-none' | 'pin-too-new' | undefined;
}
/** Two factors of one entitled person; good for one opening until it lapses. */
export interface IdentifiedSession extends SessionBase {
  stage: 'identified';
  personId: string;
  factors: Factor[];
  lapsesMs: number;
  lapsesMonotonicMs: number;
  chosen: string[];
}
/** The identification is consumed: an intent is recorded, and then the door. */
export interface OpeningSession extends SessionBase {
  stage: 'opening' | 'open';
  personId: string;
  factors: Factor[];
  intentId: string;
  ground: OpeningGround;
  requestIds: string[];
  itemIds: string[];
  /** Something was taken in this opening. */
  taken: boolean;
}
export interface StoppedSession extends SessionBase {
  stage: 'stopped';
  personId: string | undefined;
  problem: StopProblem;
  params: Record<string, string>;
  clearsMs: number;
}
export type StopProblem = VoidReason | 'did-not-open' | 'pulse-refused' | 'pulse-unknown';
export type SessionTrack = FirstFactorSession | IdentifiedSession | OpeningSession | StoppedSession;

export function initialSealsState(): SealsState {
  return {
    cabinets: {},
    items: {},
    proposals: {},
    deputies: {},
    requests: {},
    intents: {},
    writtenOff: [],
    sessions: {},
    lastBadges: {},
    barredUntilMs: {},
    pinFromMs: {},
    rolesOf: {},
    clock: { doubtedSinceMs: undefined },
    excesses: {},
  };
}
