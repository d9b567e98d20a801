/**
 * The verdict of one person's morning (KQ-1, KQ-2): a pure function of facts and rule. The same facts give the same
 * verdict whatever the order in which they became known.
 */
import type { LeaveCover } from '../leave/view.ts';
import type { CorrectionClaim } from './correction-events.ts';
import type { Correction } from './corrections-state.ts';
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
  /** An accepted correction; it stands before all else. */
  readonly correction: Correction | undefined;
  /** Id of the declaration of two that excuses this person of what the reader could not take (KQ-2). */
  readonly declared: (edge: 'late' | 'absent') => string | undefined;
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
  const { contact, correction, edges } = facts;
  if (correction !== undefined) {
    const verdict = claimedVerdict(correction.claim, edges, facts.windowClosed);
    return { verdict, clause: 'KQ-2', because: [`correction:${correction.correctionId}`] };
  }
  if (contact === undefined) return facts.edgePassed ? withoutContact(facts) : undefined;
  const onPaper = contact.by === 'paper';
  const badge = `${onPaper ? 'paper' : 'badge'}:${contact.badgePosition}`;
  if (contact.atMs < edges.lateMs) return { verdict: 'on-time', clause: 'KQ-2', because: [badge] };
  const covered = coveredBy(facts, badge);
  if (covered !== undefined) return covered;
  const isLate = contact.atMs < edges.absentMs;
  const arrived = isLate ? 'late' : facts.windowClosed ? 'absent' : 'after-edge';
  // The sheet is what the reader could not be: signed by two, it is judged by its time alone.
  if (onPaper) return explained(facts, arrived, [badge]);
  const evidence = isLate ? facts.late() : facts.absent();
  const because = [badge, evidence.because];
  if (evidence.kind !== 'complete') return unproven(facts, isLate ? 'late' : 'absent', because);
  return explained(facts, arrived, because);
}

/** What a claim comes to by the edges of its day. */
export function claimedVerdict(
  claim: CorrectionClaim,
  edges: Edges,
  windowClosed: boolean,
): AttendanceVerdict {
  if (claim.kind === 'verdict') return claim.verdict;
  const atMs = edges.instantOf(claim.at);
  if (atMs < edges.lateMs) return 'on-time';
  if (atMs < edges.absentMs) return 'late';
  return windowClosed ? 'absent' : 'after-edge';
}

/** 待核: unless the reader was declared down by two and this settles it (KQ-2). */
function unproven(facts: MorningFacts, edge: 'late' | 'absent', because: readonly string[]): Verdict {
  const outageId = facts.explanation === 'accepted' ? undefined : facts.declared(edge);
  if (outageId === undefined) return explained(facts, 'open', because);
  return { verdict: 'explained', clause: 'KQ-2', because: [...because, `outage:${outageId}`] };
}

function withoutContact(facts: MorningFacts): Verdict | undefined {
  const covered = coveredBy(facts, 'no-badge');
  if (covered !== undefined) return covered;
  const evidence = facts.absent();
  if (evidence.kind === 'awaited' && !facts.proofOverdue) return undefined;
  if (evidence.kind !== 'complete') return unproven(facts, 'absent', ['no-badge', evidence.because]);
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
