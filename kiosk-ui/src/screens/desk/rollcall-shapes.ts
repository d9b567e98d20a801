/** Guards of the roll call's views, and its words (KQ-3, HX-4, WS-5). */
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from '../../connection/shape.ts';
import type { MarkShape } from '../../components/marks.ts';
import type { TextKey } from '../../text/dictionary.ts';

export type ActivityKind = 'meeting' | 'study' | 'cleaning' | 'other';
export type ActivityStage = 'draft' | 'planned' | 'open' | 'closed' | 'cancelled';
export type ActivityVerdict =
  'present' | 'excused-duty' | 'excused-away' | 'excused-leave' | 'to-explain' | 'explained' | 'absent';
const isVerdict = oneOf<ActivityVerdict>(
  'present',
  'excused-duty',
  'excused-away',
  'excused-leave',
  'to-explain',
  'explained',
  'absent',
);
export const KINDS = {
  meeting: 'rollcall.meeting',
  study: 'rollcall.study',
  cleaning: 'rollcall.cleaning',
  other: 'rollcall.other',
} as const satisfies Record<ActivityKind, TextKey>;
export const STAGES = {
  draft: 'rollcall.draft',
  planned: 'rollcall.planned',
  open: 'rollcall.isOpen',
  closed: 'rollcall.closed',
  cancelled: 'rollcall.cancelled',
} as const satisfies Record<ActivityStage, TextKey>;
export const ACTIVITY_VERDICTS = {
  present: { shape: 'good', word: 'rollcall.present' },
  'excused-duty': { shape: 'out', word: 'rollcall.onDuty' },
  'excused-away': { shape: 'out', word: 'board.awayOnDuty' },
  'excused-leave': { shape: 'leave', word: 'board.onLeave' },
  'to-explain': { shape: 'open', word: 'rollcall.toExplain' },
  explained: { shape: 'good', word: 'board.explained' },
  absent: { shape: 'gone', word: 'attendance.absent' },
} as const satisfies Record<ActivityVerdict, { shape: MarkShape; word: TextKey }>;

export interface Tally {
  readonly called: number;
  readonly present: number;
  readonly excused: number;
  readonly missing: number;
}
const TALLY = { called: isNumber, present: isNumber, excused: isNumber, missing: isNumber };
/** Live, of a roll call that is open. */
export const isLiveTally = shapeOf<Tally & { readonly activityId: string }>({
  ...TALLY,
  activityId: isText,
});

interface Plan {
  readonly activityId: string;
  readonly title: string;
  readonly officeDate: string;
  /** `14:30` */
  readonly from: string;
  readonly to: string;
  readonly place: string;
}
const PLAN = {
  activityId: isText,
  title: isText,
  officeDate: isText,
  from: isText,
  to: isText,
  place: isText,
};
const isKind = oneOf<ActivityKind>('meeting', 'study', 'cleaning', 'other');
const isStage = oneOf<ActivityStage>('draft', 'planned', 'open', 'closed', 'cancelled');

export interface ListedActivity extends Plan {
  readonly kind: ActivityKind;
  readonly organiser: string;
  /** 办公室组织: a miss counts (KQ-3). */
  readonly counts: boolean;
  readonly stage: ActivityStage;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly tally: Tally | undefined;
  /** Before the roll call. */
  readonly expected: number | undefined;
}
const LISTED = { ...PLAN, kind: isKind, organiser: isText, counts: isFlag, stage: isStage };
const isCounts = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => isNumber(one));
export interface ActivityList {
  readonly activities: readonly ListedActivity[];
}
export const isActivityList = shapeOf<ActivityList>({
  activities: listOf(
    shapeOf<ListedActivity>({
      ...LISTED,
      verdicts: isCounts,
      tally: orNothing(shapeOf<Tally>(TALLY)),
      expected: orNothing(isNumber),
    }),
  ),
});

/** A leave or an explanation that was filed, or the decision about it. */
export interface Filed {
  readonly kind: 'leave' | 'explanation';
  readonly text: string | undefined;
  readonly remark: string | undefined;
  readonly filedBy: string | undefined;
  readonly accepted: boolean | undefined;
  readonly decidedBy: string | undefined;
  readonly recordedAtMs: number;
}
export interface Called {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly sectionName: string | undefined;
  readonly mark: 'attends' | 'sits-in';
  readonly verdict: ActivityVerdict | undefined;
  readonly time: string | undefined;
  readonly by: string | undefined;
  readonly why: readonly string[];
  /** Before the roll call: leave or 公出 that covers it, granted or still undecided. */
  readonly covered: string | undefined;
  readonly alsoMorning: boolean;
  readonly filed: readonly Filed[];
}
/** The plan holds `people` by name as well; the view's own `people` are those called, which stand instead. */
export interface OneActivity extends Plan {
  readonly kind: ActivityKind;
  readonly organiser: string;
  readonly counts: boolean;
  readonly stage: ActivityStage;
  readonly sectionIds: readonly string[];
  readonly officialsOnly: boolean;
  readonly stationId: string | undefined;
  readonly plannedBy: string;
  readonly blind: string | undefined;
  readonly tally: Tally | undefined;
  readonly people: readonly Called[];
  /** Called by name. */
  readonly named: readonly { readonly personId: string; readonly mark: 'attends' | 'sits-in' }[];
  readonly former: readonly {
    readonly personId: string;
    readonly verdict: ActivityVerdict | undefined;
  }[];
}
const isMark = oneOf('attends', 'sits-in');
export const isOneActivity = shapeOf<OneActivity>({
  ...LISTED,
  sectionIds: listOf(isText),
  officialsOnly: isFlag,
  stationId: orNothing(isText),
  plannedBy: isText,
  blind: orNothing(isText),
  tally: orNothing(shapeOf<Tally>(TALLY)),
  people: listOf(
    shapeOf<Called>({
      personId: isText,
      name: isText,
      sectionId: isText,
      sectionName: orNothing(isText),
      mark: isMark,
      verdict: orNothing(isVerdict),
      time: orNothing(isText),
      by: orNothing(isText),
      why: listOf(isText),
      covered: orNothing(isText),
      alsoMorning: isFlag,
      filed: listOf(
        shapeOf<Filed>({
          kind: oneOf('leave', 'explanation'),
          text: orNothing(isText),
          remark: orNothing(isText),
          filedBy: orNothing(isText),
          accepted: orNothing(isFlag),
          decidedBy: orNothing(isText),
          recordedAtMs: isNumber,
        }),
      ),
    }),
  ),
  named: listOf(shapeOf<OneActivity['named'][number]>({ personId: isText, mark: isMark })),
  former: listOf(shapeOf<OneActivity['former'][number]>({ personId: isText, verdict: orNothing(isVerdict) })),
});

/** What waits to be decided: the last word of a kind without a decision after it. */
export function undecided({ filed }: Called): Filed | undefined {
  return filed.findLast(
    (word, at) =>
      word.accepted === undefined &&
      !filed.slice(at + 1).some(({ kind, accepted }) => kind === word.kind && accepted !== undefined),
  );
}

export interface OwnActivity extends Plan {
  readonly counts: boolean;
  readonly stage: ActivityStage;
  readonly verdict: ActivityVerdict | undefined;
  readonly time: string | undefined;
  readonly why: readonly string[];
}
export interface AheadActivity extends Plan {
  /** One's own leave from it. */
  readonly leave: 'asked' | boolean | undefined;
}
export interface OwnActivities {
  readonly activities: readonly OwnActivity[];
  readonly ahead: readonly AheadActivity[];
}
const isAsked = oneOf('asked');
export const isOwnActivities = shapeOf<OwnActivities>({
  activities: listOf(
    shapeOf<OwnActivity>({
      ...PLAN,
      counts: isFlag,
      stage: isStage,
      verdict: orNothing(isVerdict),
      time: orNothing(isText),
      why: listOf(isText),
    }),
  ),
  ahead: listOf(
    shapeOf<AheadActivity>({
      ...PLAN,
      leave: orNothing((value): value is 'asked' | boolean => isFlag(value) || isAsked(value)),
    }),
  ),
});
export const isNewActivity = shapeOf<{ activityId: string }>({ activityId: isText });
