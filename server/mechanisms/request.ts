/**
 * A paper that asks for a decision: asked, decided by someone who may, returned, withdrawn, expired, used up. Pure and
 * without names of any regulation; seals (用印审批单) uses it, others configure it. Nobody decides for oneself.
 */
export type RequestStage =
  'asked' | 'returned' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'used-up';
export type RequestAct = 'approve' | 'refuse' | 'return' | 'resubmit' | 'withdraw' | 'expire' | 'use-up';

/** What each stage can turn into. An act that is not listed cannot happen at that stage. */
const TRANSITIONS: Readonly<Record<RequestStage, Partial<Readonly<Record<RequestAct, RequestStage>>>>> = {
  asked: { approve: 'approved', refuse: 'refused', return: 'returned', withdraw: 'withdrawn' },
  returned: { resubmit: 'asked', withdraw: 'withdrawn' },
  approved: { withdraw: 'withdrawn', expire: 'expired', 'use-up': 'used-up' },
  refused: {},
  withdrawn: {},
  expired: {},
  'used-up': {},
};

/** The stage after the act, or undefined where the act cannot happen at this stage. */
export function stageAfter(stage: RequestStage, act: RequestAct): RequestStage | undefined {
  return TRANSITIONS[stage][act];
}

/** Nothing more can become of it. */
export function isSettled(stage: RequestStage): boolean {
  return Object.keys(TRANSITIONS[stage]).length === 0;
}

export interface DecisionAttempt {
  readonly stage: RequestStage;
  readonly act: 'approve' | 'refuse' | 'return';
  readonly applicantId: string;
  readonly deciderId: string;
  /** People who may not decide although they hold an approving office: custodians and deputies. */
  readonly barredIds: readonly string[];
  /** The decider holds an office that may decide on all of it. */
  readonly competent: boolean;
}
export type DecisionObjection = 'not-open' | 'own-request' | 'holds-the-item' | 'not-competent';

/** Why this person may not decide this now; undefined when nothing speaks against it. */
export function objectionTo(attempt: DecisionAttempt): DecisionObjection | undefined {
  if (stageAfter(attempt.stage, attempt.act) === undefined) return 'not-open';
  if (attempt.deciderId === attempt.applicantId) return 'own-request';
  if (attempt.barredIds.includes(attempt.deciderId)) return 'holds-the-item';
  return attempt.competent ? undefined : 'not-competent';
}
