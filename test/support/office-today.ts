/**
 * Makes today a working day whose edges lie around now, through the same requests an office would use: one proposes,
 * another confirms. The zone is chosen so that no edge falls near midnight, whenever the test runs.
 */
import { createOfficeTime } from '../../server/calendar/zoned-time.ts';
import type { DeskClient } from './office-client.ts';

/** A fixed-offset zone in which it is late morning now. */
export function daytimeZone(nowMs: number): string {
  const hour = new Date(nowMs).getUTCHours();
  const offset = (((11 - hour) % 24) + 24) % 24;
  // POSIX signs: Etc/GMT-8 is eight hours ahead of UTC; zones run from −14 to +12.
  return offset <= 14 ? (offset === 0 ? 'Etc/GMT' : `Etc/GMT-${offset}`) : `Etc/GMT+${24 - offset}`;
}

export interface Edges {
  readonly lateFromMs: number;
  readonly absentFromMs: number;
}

/** `proposer` and `confirmer` are two people who may keep settings and calendar. */
export async function setToday(
  zone: string,
  edges: Edges,
  proposer: DeskClient,
  confirmer: DeskClient,
): Promise<string> {
  const time = createOfficeTime(zone);
  const today = time.dateOf(edges.lateFromMs);
  const change = async (type: string, body: unknown): Promise<void> => {
    const answer = await proposer.request(type, body);
    const proposalId = proposalOf(answer);
    await confirmer.request(type === 'calendar.change-day' ? 'calendar.confirm-day' : 'settings.confirm', {
      proposalId,
    });
  };
  const setting = (key: string, value: unknown): Promise<void> =>
    change('settings.propose', { key, value, effectiveFrom: today });
  await change('calendar.change-day', { date: today, kind: 'workday', name: '试验', reason: '试验用工作日' });
  const opens = time.timeOf(edges.lateFromMs - 3_600_000);
  const windowFrom = time.timeOf(edges.lateFromMs - 1000);
  await setting('attendance.edges', {
    signInOpens: opens,
    bandFrom: opens,
    lateFrom: time.timeOf(edges.lateFromMs),
    absentFrom: time.timeOf(edges.absentFromMs),
  });
  await setting('attendance.evidence', { blindMaxS: 60, windowFrom, firstPressWithinS: 60 });
  await setting('entrance.board', { shown: 'always', seconds: 60 });
  return today;
}

function proposalOf(answer: unknown): string {
  const inner = typeof answer === 'object' && answer !== null && 'answer' in answer ? answer.answer : answer;
  if (
    typeof inner === 'object' &&
    inner !== null &&
    'proposalId' in inner &&
    typeof inner.proposalId === 'string'
  ) {
    return inner.proposalId;
  }
  throw new Error(`no proposal in ${JSON.stringify(answer)}`);
}
