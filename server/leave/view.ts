/** What other modules may ask of leave. */
import type { PeopleView } from '../people/view.ts';
import type { Half, LeaveKind, PostingKind } from './events.ts';

/** What covers a half day of somebody: a leave asked for or granted, or a confirmed posting. */
export interface LeaveCover {
  /** The leave, or the arrangement of a posting. */
  readonly leaveId: string;
  readonly kind: LeaveKind | PostingKind;
  /** 公出: out on the office's business, and not 请假. */
  readonly away: boolean;
  readonly state: 'granted' | 'undecided';
}

/** A sign-in time of one's own, office times `08:50:00`. */
export interface SignInTime {
  /** The first late second. */
  readonly lateFrom: string;
  /** The first second that is 未签到. */
  readonly absentFrom: string;
}

export interface OwnSignIn extends SignInTime {
  readonly arrangementId: string;
}

export interface LeaveView {
  /** Raised whenever a cover may have changed. */
  revision(): number;
  /** A granted leave before an undecided one; undefined where nothing covers that half of the day. */
  coverOf(personId: string, officeDate: string, half: Half): LeaveCover | undefined;
  /** Everybody whom something granted covers that half day, with it. */
  coveredOn(officeDate: string, half: Half): ReadonlyMap<string, LeaveCover>;
  /** Who has delegated decisions to the person for that date (委托代行); it counts while the giver is the director. */
  delegatorsOf(personId: string, officeDate: string): readonly string[];
  /** A sign-in time of one's own on that date, as two people have set it. */
  signInOf(personId: string, officeDate: string): OwnSignIn | undefined;
  /** The absent edges of all sign-in times of one's own on that date, each once. */
  signInTimes(officeDate: string): readonly string[];
  /** 不作签到要求 on that date, as two people have confirmed; activities are another matter. */
  isExempt(personId: string, officeDate: string): boolean;
}

/** A deputy to whom the director has delegated decisions for that date (委托代行); both still hold their posts. */
export function isDirectorsDelegate(
  personId: string,
  context: {
    readonly leave: Pick<LeaveView, 'delegatorsOf'>;
    readonly people: Pick<PeopleView, 'hasRole'>;
    readonly officeDate: string;
  },
): boolean {
  const { leave, people, officeDate } = context;
  if (!people.hasRole(personId, 'deputy-director')) return false;
  return leave.delegatorsOf(personId, officeDate).some((giver) => people.hasRole(giver, 'director'));
}
