/** Guards of the bulletin's views (KQ-4). */
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from '../../connection/shape.ts';

const STAGES = ['drafted', 'returned', 'reviewed', 'signed', 'issued'] as const;
export type BulletinStage = (typeof STAGES)[number];

export interface StepTaken {
  readonly by: string;
  readonly name: string;
  readonly atMs: number;
  readonly remark: string;
}
const isStepTaken = shapeOf<StepTaken>({ by: isText, name: isText, atMs: isNumber, remark: isText });

export interface Issue {
  /** Counted within the calendar year. */
  readonly number: number;
  readonly issuedAtMs: number;
  readonly name: string | undefined;
  readonly sha256: string;
  readonly head: { readonly position: number; readonly hash: string } | undefined;
}
const isIssue = shapeOf<Issue>({
  number: isNumber,
  issuedAtMs: isNumber,
  name: orNothing(isText),
  sha256: isText,
  head: orNothing(shapeOf<NonNullable<Issue['head']>>({ position: isNumber, hash: isText })),
});

export interface BulletinSummary {
  /** `2026-10` */
  readonly month: string;
  readonly title: string;
  readonly version: number;
  readonly stage: BulletinStage;
  readonly stageWords: string;
  readonly sha256: string;
  /** Last day for checking, ISO. */
  readonly checkUntil: string;
  /** Persons and sections still check it. */
  readonly checking: boolean;
  /** The fifth working day, ISO. */
  readonly issueBy: string;
  /** What this reader may do now, as the service names it. */
  readonly may: readonly string[];
  readonly drafted: StepTaken;
  readonly reviewed: StepTaken | undefined;
  readonly signed: StepTaken | undefined;
  readonly returned: StepTaken | undefined;
  readonly issued: Issue | undefined;
  readonly objectionsOpen: number;
}
const SUMMARY = {
  month: isText,
  title: isText,
  version: isNumber,
  stage: oneOf(...STAGES),
  stageWords: isText,
  sha256: isText,
  checkUntil: isText,
  checking: isFlag,
  issueBy: isText,
  may: listOf(isText),
  drafted: isStepTaken,
  reviewed: orNothing(isStepTaken),
  signed: orNothing(isStepTaken),
  returned: orNothing(isStepTaken),
  issued: orNothing(isIssue),
  objectionsOpen: isNumber,
};

export interface BulletinList {
  readonly due: { readonly month: string; readonly issueBy: string } | undefined;
  /** A month that is over and that nobody has drafted. */
  readonly waiting:
    { readonly month: string; readonly title: string; readonly may: readonly string[] } | undefined;
  readonly bulletins: readonly BulletinSummary[];
}
export const isBulletinList = shapeOf<BulletinList>({
  due: orNothing(shapeOf<NonNullable<BulletinList['due']>>({ month: isText, issueBy: isText })),
  waiting: orNothing(
    shapeOf<NonNullable<BulletinList['waiting']>>({ month: isText, title: isText, may: listOf(isText) }),
  ),
  bulletins: listOf(shapeOf<BulletinSummary>(SUMMARY)),
});

export interface BulletinLine {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string;
  readonly lates: readonly string[];
  readonly mornings: readonly string[];
  readonly others: readonly { readonly kind: string; readonly officeDate: string; readonly title: string }[];
  readonly undecided: readonly string[];
  readonly leaveWords: string;
}
export interface BulletinCorrection {
  readonly personId: string;
  readonly name: string;
  readonly sectionName: string;
  readonly words: string;
}
export interface Objection {
  readonly objectionId: string;
  readonly version: number;
  /** Undefined: the section's as a whole. */
  readonly personId: string | undefined;
  /** Whose line, or the section's name. */
  readonly about: string;
  readonly text: string;
  readonly by: string;
  readonly byName: string;
  readonly atMs: number;
  readonly answer:
    | { readonly accepted: boolean; readonly text: string; readonly byName: string; readonly atMs: number }
    | undefined;
}
export interface SectionTotals {
  readonly sectionId: string;
  readonly sectionName: string;
  readonly people: number;
  readonly confirmed: number;
  readonly lates: number;
  readonly absences: number;
  readonly undecided: number;
}
export interface BulletinRead extends BulletinSummary {
  /** False: this reader sees the own line, or the section's. */
  readonly whole: boolean;
  readonly lines: readonly BulletinLine[];
  readonly corrections: readonly BulletinCorrection[];
  readonly sections: readonly SectionTotals[];
  readonly objections: readonly Objection[];
  /** One's own sheet. */
  readonly confirmed: boolean;
}
export const isBulletinRead = shapeOf<BulletinRead>({
  ...SUMMARY,
  whole: isFlag,
  lines: listOf(
    shapeOf<BulletinLine>({
      personId: isText,
      name: isText,
      sectionId: isText,
      sectionName: isText,
      lates: listOf(isText),
      mornings: listOf(isText),
      others: listOf(
        shapeOf<BulletinLine['others'][number]>({ kind: isText, officeDate: isText, title: isText }),
      ),
      undecided: listOf(isText),
      leaveWords: isText,
    }),
  ),
  corrections: listOf(
    shapeOf<BulletinCorrection>({ personId: isText, name: isText, sectionName: isText, words: isText }),
  ),
  sections: listOf(
    shapeOf<SectionTotals>({
      sectionId: isText,
      sectionName: isText,
      people: isNumber,
      confirmed: isNumber,
      lates: isNumber,
      absences: isNumber,
      undecided: isNumber,
    }),
  ),
  objections: listOf(
    shapeOf<Objection>({
      objectionId: isText,
      version: isNumber,
      personId: orNothing(isText),
      about: isText,
      text: isText,
      by: isText,
      byName: isText,
      atMs: isNumber,
      answer: orNothing(
        shapeOf<NonNullable<Objection['answer']>>({
          accepted: isFlag,
          text: isText,
          byName: isText,
          atMs: isNumber,
        }),
      ),
    }),
  ),
  confirmed: isFlag,
});
