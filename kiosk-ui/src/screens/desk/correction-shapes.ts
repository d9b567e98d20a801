/** Guards of `attendance.corrections`: what was claimed, what stood before, and what of one's own may still be asked. */
import {
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  orNothing,
  shapeOf,
  type Guard,
} from '../../connection/shape.ts';
import { t } from '../../text/text.svelte.ts';
import { isVerdict, VERDICTS, type Verdict } from './attendance-shapes.ts';

export type Claim =
  | { readonly kind: 'signed-in'; readonly at: string }
  | { readonly kind: 'verdict'; readonly verdict: Verdict };
const isSignedIn = shapeOf<Extract<Claim, { kind: 'signed-in' }>>({ kind: oneOf('signed-in'), at: isText });
const isOtherVerdict = shapeOf<Extract<Claim, { kind: 'verdict' }>>({
  kind: oneOf('verdict'),
  verdict: isVerdict,
});
const isClaim: Guard<Claim> = (value): value is Claim => isSignedIn(value) || isOtherVerdict(value);

/** What stands for a morning; no verdict where none was given. */
export interface Standing {
  readonly verdict: Verdict | undefined;
  readonly time: string | undefined;
}
const STANDING = { verdict: orNothing(isVerdict), time: orNothing(isText) };

export type Stage = 'asked' | 'accepted' | 'refused' | 'withdrawn';
export interface Correction {
  readonly correctionId: string;
  readonly personId: string;
  readonly name: string | undefined;
  readonly sectionName: string | undefined;
  readonly officeDate: string;
  readonly claim: { readonly claim: Claim };
  /** Filed by the clerk past the deadline, or beyond the month's quota. */
  readonly beyond: 'none' | 'deadline' | 'quota';
  readonly askedBy: string;
  readonly askedByName: string | undefined;
  readonly askedAtMs: number;
  readonly stage: Stage;
  /** Undefined where the reader may not see grounds. */
  readonly reason: string | undefined;
  readonly remark: string | undefined;
  readonly witnesses: readonly string[] | undefined;
  readonly decidedByName: string | undefined;
  readonly decidedAtMs: number | undefined;
  /** What stood when it was accepted, and what the correction made of it. */
  readonly previous: Verdict | undefined;
  readonly verdict: Verdict | undefined;
  /** While it waits. */
  readonly standing: Standing | undefined;
  /** About me, or filed by me. */
  readonly isOwn: boolean;
  /** A city leader decides. */
  readonly isLeaders: boolean;
}
const isCorrection = shapeOf<Correction>({
  correctionId: isText,
  personId: isText,
  name: orNothing(isText),
  sectionName: orNothing(isText),
  officeDate: isText,
  claim: shapeOf<Correction['claim']>({ claim: isClaim }),
  beyond: oneOf('none', 'deadline', 'quota'),
  askedBy: isText,
  askedByName: orNothing(isText),
  askedAtMs: isNumber,
  stage: oneOf('asked', 'accepted', 'refused', 'withdrawn'),
  reason: orNothing(isText),
  remark: orNothing(isText),
  witnesses: orNothing(listOf(isText)),
  decidedByName: orNothing(isText),
  decidedAtMs: orNothing(isNumber),
  previous: orNothing(isVerdict),
  verdict: orNothing(isVerdict),
  standing: orNothing(shapeOf<Standing>(STANDING)),
  isOwn: isFlag,
  isLeaders: isFlag,
});

/** A morning of one's own within the deadline. */
export interface AskableMorning extends Standing {
  readonly officeDate: string;
  /** Last date to ask; undefined where the calendar of then is not published. */
  readonly until: string | undefined;
  readonly perMonth: number;
  /** Of the quota of that month. */
  readonly left: number;
  /** One waits already. */
  readonly pending: boolean;
}
export interface Corrections {
  readonly corrections: readonly Correction[];
  readonly waiting: readonly Correction[];
  readonly askable: readonly AskableMorning[];
  readonly quota: { readonly month: string; readonly used: number; readonly perMonth: number };
}
export const isCorrections = shapeOf<Corrections>({
  corrections: listOf(isCorrection),
  waiting: listOf(isCorrection),
  askable: listOf(
    shapeOf<AskableMorning>({
      ...STANDING,
      officeDate: isText,
      until: orNothing(isText),
      perMonth: isNumber,
      left: isNumber,
      pending: isFlag,
    }),
  ),
  quota: shapeOf<Corrections['quota']>({ month: isText, used: isNumber, perMonth: isNumber }),
});

/** Of a default office, as the desk names verdicts everywhere. */
const SPOKEN_EDGE = '8:00';

export function verdictWord(verdict: Verdict | undefined): string {
  return verdict === undefined ? t('board.notYet') : t(VERDICTS[verdict].word, { edge: SPOKEN_EDGE });
}
/** `迟到 07:53:20` */
export function standingWords({ verdict, time }: Standing): string {
  return time === undefined ? verdictWord(verdict) : `${verdictWord(verdict)} ${time}`;
}
export function claimWords({ claim }: Correction['claim']): string {
  return claim.kind === 'signed-in'
    ? t('correction.signedInAt', { time: claim.at })
    : t('correction.shouldBe', { verdict: verdictWord(claim.verdict) });
}
