/**
 * Staff, sections and the ways people identify themselves. Everything a badge needs is found by key, so that a badge
 * in an office of 20,000 costs what it costs in one of 40. Changed only by `evolvePeople`.
 */
import type { ClockDoubt } from '../mechanisms/wait.ts';
import type { FailedPress, PersonRecord, SectionRecord } from './events.ts';

export interface CardHolding {
  readonly personId: string;
  readonly format: string;
  readonly temporary: boolean;
  readonly enrolledAtMs: number;
  cabinetFromMs: number;
  /** Set: the card counts nowhere any more. */
  stopped: string | undefined;
}
export interface FingerHolding {
  readonly personId: string;
  readonly moduleId: string;
  readonly page: number;
  readonly finger: string;
  readonly enrolledAtMs: number;
  cabinetFromMs: number;
}
/** What one person holds; the keys of `cards` and `fingers`. */
export interface Credentials {
  cards: string[];
  fingers: string[];
  hasPin: boolean;
  hasPassword: boolean;
  /** After a change of role, password or PIN nothing of this person counts at the cabinet before. */
  barredUntilMs: number;
  /** After a role given, or a password set by somebody else, this person approves no opening before (YX-Y1). */
  approvesFromMs: number;
  /** What was changed lately and by whom, shown to the holder. */
  changes: IdentityChange[];
  /** Cards stopped and fingers removed lately: whether a reader served this person at an edge of some days ago. */
  former: FormerWay[];
  /** When somebody else last set the password so that they may know it; such an account is nobody's second person. */
  passwordByOtherAtMs: number | undefined;
}
/** A card (`cardRef`) or a finger (`moduleId`) that counted from one moment to another. */
export interface FormerWay {
  readonly cardRef: string | undefined;
  readonly moduleId: string | undefined;
  readonly fromMs: number;
  readonly untilMs: number;
}
export interface IdentityChange {
  readonly atMs: number;
  readonly what: 'finger' | 'card' | 'password' | 'pin' | 'role';
  readonly by: string;
  readonly witnessedBy: string | undefined;
}

export interface Enrolment {
  readonly enrolmentId: string;
  readonly personId: string;
  readonly credential: 'finger' | 'card';
  readonly deviceId: string;
  readonly finger: string | undefined;
  readonly temporary: boolean;
  readonly startedBy: string;
  readonly startedAtMs: number;
  readonly needsWitness: boolean;
  step: string;
  sample: number | undefined;
  because: string | undefined;
  outcome: 'running' | 'awaiting-second-person' | 'done' | 'failed' | 'cancelled';
  reason: string | undefined;
  slot: { readonly moduleId: string; readonly page: number } | undefined;
  card: { readonly cardRef: string; readonly format: string } | undefined;
  capturedAtMs: number | undefined;
  witnessedBy: string | undefined;
}

/** A person's own, separate word that fingerprints may be kept. */
export interface Consent {
  readonly givenAtMs: number;
  /** The holder, or who recorded the form that the holder signed. */
  readonly by: string;
  readonly formNumber: string | undefined;
}
/** A finger that was given up. Its template stays owed until the module's own index shows the page free. */
export interface Erasure {
  readonly personId: string;
  readonly moduleId: string;
  readonly page: number;
  readonly finger: string;
  readonly reason: string;
  readonly removedAtMs: number;
  erasedAtMs: number | undefined;
}
export interface PersonProposal {
  readonly proposalId: string;
  readonly person: PersonRecord;
  readonly by: string;
  readonly atMs: number;
}
export interface Waiver {
  readonly personId: string;
  readonly by: string;
  readonly reason: string;
  readonly atMs: number;
}

export interface PeopleState {
  revision: number;
  people: Record<string, PersonRecord>;
  sections: Record<string, SectionRecord>;
  /** By card reference. */
  cards: Record<string, CardHolding>;
  /** By `moduleId/page`. */
  fingers: Record<string, FingerHolding>;
  credentials: Record<string, Credentials>;
  /** The module that a reader had when it was last as expected; its slots count only there. */
  moduleOf: Record<string, string>;
  /** Modules whose slots are disabled, because something else was found than the register expects. */
  disabledModules: Record<string, true>;
  /** Readers whose module was adopted and may still hold templates of a former life. */
  adopted: Record<string, true>;
  /** Running ones, and the last few that ended. */
  enrolments: Record<string, Enrolment>;
  /** By person, while it stands. */
  consents: Record<string, Consent>;
  /** Oldest first; those that are owed are never dropped. */
  erasures: Erasure[];
  proposals: Record<string, PersonProposal>;
  waivers: Record<string, Waiver>;
  /** By station, since the last badge there: what may yet be somebody's first contact (KQ-2). */
  failedPresses: Record<string, FailedPress[]>;
  /** A custodian or approver has had an account; never taken back, so that nobody makes a first set-up of it again. */
  isSetUp: boolean;
  clock: ClockDoubt;
}

export const ENROLMENTS_KEPT = 20;
export const CHANGES_KEPT = 5;
/** Proven ones: more than an office gives up in many years. */
export const ERASURES_KEPT = 500;
/** Of each person: more than anybody loses while a morning can still be judged again. */
export const FORMER_KEPT = 20;
/** At one station: nobody presses as often within the longest time that may be set. */
export const FAILED_PRESSES_KEPT = 100;

export function initialPeople(): PeopleState {
  return {
    revision: 0,
    people: {},
    sections: {},
    cards: {},
    fingers: {},
    credentials: {},
    moduleOf: {},
    disabledModules: {},
    adopted: {},
    enrolments: {},
    consents: {},
    erasures: [],
    proposals: {},
    waivers: {},
    failedPresses: {},
    isSetUp: false,
    clock: { doubtedSinceMs: undefined },
  };
}

/** Own entries only: ids are text that people type, and `constructor` is nobody. */
export function entry<Value>(entries: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

export function slotKey(moduleId: string, page: number): string {
  return `${moduleId}/${page}`;
}

export const NO_CREDENTIALS: Readonly<Credentials> = {
  cards: [],
  fingers: [],
  hasPin: false,
  hasPassword: false,
  barredUntilMs: 0,
  approvesFromMs: 0,
  changes: [],
  former: [],
  passwordByOtherAtMs: undefined,
};

export function credentialsOf(state: Readonly<PeopleState>, personId: string): Readonly<Credentials> {
  return entry(state.credentials, personId) ?? NO_CREDENTIALS;
}

/** Pages that the register expects in a module: enrolled ones and one that waits for its second person. */
export function expectedPages(state: Readonly<PeopleState>, moduleId: string): readonly number[] {
  const enrolled = Object.values(state.fingers).filter((finger) => finger.moduleId === moduleId);
  const waiting = Object.values(state.enrolments).flatMap(({ outcome, slot }) =>
    outcome === 'awaiting-second-person' && slot?.moduleId === moduleId ? [slot.page] : [],
  );
  return [...enrolled.map(({ page }) => page), ...waiting].toSorted((a, b) => a - b);
}

/** Fingers given up whose template may still be in a module. */
export function owedBy(state: Readonly<PeopleState>, moduleId: string): readonly Erasure[] {
  return state.erasures.filter((one) => one.moduleId === moduleId && one.erasedAtMs === undefined);
}
