/** Where a bulletin stands, and whether a step follows from there. */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import { isDirectorsDelegate } from '../leave/view.ts';
import { bulletinRefusal } from './refusals.ts';
import type { BulletinStage, BulletinState, BulletinTrack } from './state.ts';

export const STAGE_WORDS: Readonly<Record<BulletinStage, string>> = {
  drafted: '核对',
  returned: '退回修改',
  reviewed: '已审核，待签发',
  signed: '已签发，待印发',
  issued: '已印发',
};

/** Throws BULLETIN_UNKNOWN. */
export function trackOf(state: Readonly<BulletinState>, month: string): Readonly<BulletinTrack> {
  const track = state.tracks[month];
  if (track === undefined) throw bulletinRefusal('BULLETIN_UNKNOWN', { month });
  return track;
}

/** Throws BULLETIN_UNKNOWN, BULLETIN_NOT_NOW, and BULLETIN_VERSION_OLD where another draft was looked at. */
export function trackAt(
  state: Readonly<BulletinState>,
  month: string,
  stages: readonly BulletinStage[],
  version?: number,
): Readonly<BulletinTrack> {
  const track = trackOf(state, month);
  if (!stages.includes(track.stage))
    throw bulletinRefusal('BULLETIN_NOT_NOW', { month, stage: STAGE_WORDS[track.stage] });
  if (version !== undefined && version !== track.version)
    throw bulletinRefusal('BULLETIN_VERSION_OLD', { month });
  return track;
}

/** The director, or who decides for the director on that day (委托代行). */
export function mayDecideAsDirector(
  principal: Principal,
  context: Pick<Context, 'leave' | 'people' | 'officeDate'>,
): boolean {
  if (principal.kind !== 'person') return false;
  return principal.roles.includes('director') || isDirectorsDelegate(principal.personId, context);
}

/** Requests of the bulletin are granted to people alone; '' is nobody's id. */
export function personIdOf(principal: Principal): string {
  return principal.kind === 'person' ? principal.personId : '';
}
