/** What a reader may do with a bulletin now (KQ-4), by the rules that decide it, so that a screen offers no dead key. */
import type { Principal, Role } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import { entryOf } from '../mechanisms/entry.ts';
import type { BulletinTrack } from './state.ts';
import { mayDecideAsDirector } from './steps.ts';

export type BulletinStepName =
  'draft' | 'confirm-sheet' | 'object' | 'object-section' | 'answer' | 'review' | 'return' | 'sign' | 'issue';

const ANSWERERS: readonly Role[] = ['attendance-clerk', 'deputy-director', 'director'];
const ISSUERS: readonly Role[] = ['attendance-clerk', 'seal-custodian', 'secretary-staff'];

/** Persons and sections still check it. */
export function isBeingChecked({ stage, checkUntilMs }: Readonly<BulletinTrack>, nowMs: number): boolean {
  return (stage === 'drafted' || stage === 'returned') && nowMs < checkUntilMs;
}

export function openObjections({ objections }: Readonly<BulletinTrack>): number {
  return Object.values(objections).filter(({ answer }) => answer === undefined).length;
}

/** Undefined where nothing has been drafted yet and the month is over. */
export function stepsOpen(
  track: Readonly<BulletinTrack> | undefined,
  principal: Principal,
  context: Context,
): readonly BulletinStepName[] {
  if (principal.kind !== 'person') return [];
  const { personId, roles } = principal;
  const has = (...wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role));
  if (track === undefined) return has('attendance-clerk') ? ['draft'] : [];
  const { stage, draftedBy, reviewed, sheets, confirmed, version } = track;
  const checking = isBeingChecked(track, context.now.epochMs);
  const hasSheet = entryOf(sheets, personId) !== undefined;
  const reviews = stage === 'drafted' && has('deputy-director') && personId !== draftedBy;
  const answers = Object.values(track.objections).some(
    (one) => one.answer === undefined && one.by !== personId && one.personId !== personId,
  );
  const open: Readonly<Record<BulletinStepName, boolean>> = {
    draft: (stage === 'drafted' || stage === 'returned') && has('attendance-clerk'),
    'confirm-sheet': checking && hasSheet && entryOf(confirmed, personId) !== version,
    object: checking && hasSheet,
    'object-section': checking && has('section-head'),
    answer: answers && has(...ANSWERERS),
    review: reviews && !checking && openObjections(track) === 0,
    return: reviews,
    sign:
      stage === 'reviewed' &&
      mayDecideAsDirector(principal, context) &&
      has('director', 'deputy-director') &&
      personId !== draftedBy &&
      personId !== reviewed?.by,
    issue: stage === 'signed' && has(...ISSUERS),
  };
  return STEPS.filter((step) => open[step]);
}
const STEPS: readonly BulletinStepName[] = [
  'draft',
  'confirm-sheet',
  'object',
  'object-section',
  'answer',
  'review',
  'return',
  'sign',
  'issue',
];
