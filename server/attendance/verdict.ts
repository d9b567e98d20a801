/**
 * The verdict of one person's morning (KQ-1, KQ-2): a pure function of facts and rule. The same facts give the same
 * verdict whatever the order in which they became known.
 */
import type { LeaveCover } from '../leave/view.ts';
import type { Edges } from './edges.ts';
import type { AttendanceVerdict, Judgement, SignInContact } from './events.ts';
import type { Evidence } from './evidence.ts';

export interface MorningFacts {
  /** First contact from the opening of sign-in on. */
  readonly contact: SignInContact | undefined;
  readonly edges: Edges;
  /** The absent edge has passed on the office's clock. */
  readonly edgePassed: boolean;
  /** Signs of life were waited for long enough. */
  readonly proofOverdue: boolean;
  readonly late: () => Evidence;
  readonly absent: () => Evidence;
  /** What covers the morning, if anything does (KQ-1). */
  readonly cover: LeaveCover | undefined;
  readonly explanation: 'none' | 'undecided' | 'accepted' | 'rejected';
  /** The explanation window has closed. */
  readonly windowClosed: boolean;
}

export interface Verdict {
  readonly verdict: AttendanceVerdict;
  readonly clause: Judgement['clause'];
  readonly because: readonly string[];
}

/** Undefined while there is nothing to say yet: before the edge, or while a sign of life is awaited after it. */
export function verdictOf(facts: MorningFacts): Verdict | undefined {
  const { contact, edges } = facts;
  if (contact === undefined) return facts.edgePassed ? withoutContact(facts) : undefined;
  const badge = `badge:${contact.badgePosition}`;
  if (contact.atMs < edges.lateMs) return { verdict: 'on-time', clause: 'KQ-2', because: [badge] };
  const covered = coveredBy(facts, badge);
  if (covered !== undefined) return covered;
  const isLate = contact.atMs < edges.absentMs;
  const evidence = isLate ? facts.late() : facts.absent();
  const because = [badge, evidence.because];
  if (evidence.kind !== 'complete') return explained(facts, 'open', because);
  if (isLate) return explained(facts, 'late', because);
  return explained(facts, facts.windowClosed ? 'absent' : 'after-edge', because);
}

function withoutContact(facts: MorningFacts): Verdict | undefined {
  const covered = coveredBy(facts, 'no-badge');
  if (covered !== undefined) return covered;
  const evidence = facts.absent();
  if (evidence.kind === 'awaited' && !facts.proofOverdue) return undefined;
  if (evidence.kind !== 'complete') return explained(facts, 'open', ['no-badge', evidence.because]);
  return explained(facts, facts.windowClosed ? 'absent' : 'not-signed-in', ['no-badge', evidence.because]);
}

/**
 * KQ-1: leave of the morning decides it, whatever the readers saw after the edge. Asked for and not yet decided it is
 * 待核, unless a reason has been accepted meanwhile.
 */
function coveredBy({ cover, explanation }: MorningFacts, fact: string): Verdict | undefined {
  if (cover === undefined) return undefined;
  const because = [fact, `leave:${cover.leaveId}:${cover.state}`];
  if (cover.state === 'granted')
    return { verdict: cover.away ? 'away-on-duty' : 'on-leave', clause: 'KQ-1', because };
  return explanation === 'accepted' ? undefined : { verdict: 'open', clause: 'KQ-1', because };
}

/** KQ-1: a reason given keeps the verdict open until it is decided; an accepted one satisfies the regulation. */
function explained(facts: MorningFacts, verdict: AttendanceVerdict, because: readonly string[]): Verdict {
  switch (facts.explanation) {
    case 'none':
      return { verdict, clause: 'KQ-2', because };
    case 'undecided':
      return { verdict: 'open', clause: 'KQ-1', because: [...because, 'explanation:undecided'] };
    case 'accepted':
      return { verdict: 'explained', clause: 'KQ-1', because: [...because, 'explanation:accepted'] };
    case 'rejected':
      return { verdict, clause: 'KQ-2', because: [...because, 'explanation:rejected'] };
  }
}
