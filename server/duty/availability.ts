/**
 * Who could have come to the telephone (ZB-1). Apart and not against the officer: a second line during a call, a
 * visitor being received, 暂离 within its minutes. What began after the ringing excuses nobody, except a call that was
 * answered on another line meanwhile.
 */
import type { ApartReason } from './events.ts';
import type { DutyState, LineTrack, SignOn } from './state.ts';

export interface Ringing {
  readonly lineId: string;
  readonly stationId: string;
  readonly startedAtMs: number;
}

/** Signed on at a desk, in order of arrival. */
export function onDutyAt(state: Readonly<DutyState>, stationId: string): readonly SignOn[] {
  return state.signedOn.filter((signOn) => signOn.stationId === stationId);
}

/** Why nobody at that desk could come, as seen at `atMs`; undefined when somebody could. */
export function excuseFor(
  state: Readonly<DutyState>,
  ringing: Ringing,
  atMs: number,
): ApartReason | undefined {
  const present = onDutyAt(state, ringing.stationId);
  const excused = present.filter((signOn) => isAway(signOn, ringing.startedAtMs, atMs));
  const free = present.length - excused.length;
  if (present.length > 0 && free === 0) {
    return excused.some((signOn) => signOn.away?.kind === 'receiving-visitor')
      ? 'receiving-visitor'
      : 'stepped-away';
  }
  const busy = Object.values(state.lines).filter((line) => isBusy(line, ringing)).length;
  return busy >= Math.max(1, free) ? 'other-line' : undefined;
}

function isAway(signOn: SignOn, startedAtMs: number, atMs: number): boolean {
  const away = signOn.away;
  if (away === undefined || away.sinceMs > startedAtMs) return false;
  return away.untilMs === undefined || atMs <= away.untilMs;
}

function isBusy(line: LineTrack, ringing: Ringing): boolean {
  if (line.lineId === ringing.lineId || line.stationId !== ringing.stationId) return false;
  // An answered call excuses whenever it began; a handset lifted to dial only if that was before the ringing.
  return line.fact === 'in-call' || (line.fact === 'off-hook' && line.sinceMs <= ringing.startedAtMs);
}
