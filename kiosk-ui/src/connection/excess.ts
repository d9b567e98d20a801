/** More sheets than approved: the service counts them and refuses; what it named may be confirmed, and only that. */
import type { Problem } from '../../../server/contract/socket.ts';

/** How many sheets more than approved the refusal names; undefined: it is of another kind, or there is none. */
export function excessIn(problem: Problem | undefined): number | undefined {
  const excess = problem?.code === 'SEALS_COPIES_EXCEED' ? Number(problem.params?.['excess']) : undefined;
  return excess !== undefined && excess > 0 ? excess : undefined;
}
