/** Activities planned, opened and closed, for tests of roll calls. */
import type { ActivityVerdict } from '../../../server/rollcall/events.ts';
import { ENTRANCE, morningOffice } from '../../support/morning-office.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';

export const MONDAY = '2026-11-23';
export const PLAN = {
  title: '第四季度政治学习',
  kind: 'study',
  organiser: '办公室',
  byOffice: true,
  officeDate: MONDAY,
  from: '14:30',
  to: '16:00',
  place: '三楼会议室',
  sectionIds: ['s-1'],
  people: [{ personId: 'p-card', mark: 'sits-in' }],
  officialsOnly: false,
};
type Changed = Readonly<Record<string, unknown>>;

export function create(office: OfficeHarness, more: Changed = {}, by = 'p-clerk'): string {
  const answer = office.ask(by, 'rollcall.create', { plan: { ...PLAN, ...more } });
  const { activityId }: { activityId: string } = JSON.parse(JSON.stringify(answer));
  return activityId;
}
export const open = (office: OfficeHarness, activityId: string, by = 'p-clerk'): unknown =>
  office.ask(by, 'rollcall.open', { activityId, stationId: ENTRANCE });
export const close = (office: OfficeHarness, activityId: string): unknown =>
  office.ask('p-clerk', 'rollcall.close', { activityId });

/** What stands, from the events alone: the last one stands. */
export function standing(
  office: OfficeHarness,
  activityId: string,
): Readonly<Record<string, ActivityVerdict>> {
  const found: Record<string, ActivityVerdict> = {};
  for (const event of office.events) {
    if (event.type !== 'rollcall.judged' || event.data.activityId !== activityId) continue;
    for (const { personId, verdict } of event.data.judgements) found[personId] = verdict;
  }
  return found;
}
export function afternoon(): { readonly office: OfficeHarness; readonly activityId: string } {
  const office = morningOffice();
  office.advanceTo('14:20:00');
  const activityId = create(office);
  open(office, activityId);
  return { office, activityId };
}
