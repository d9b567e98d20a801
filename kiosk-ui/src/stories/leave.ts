/** States of the pages of leave: what it comes to before it is asked, each step of one, and what is refused. */
import { filled } from './desk-answers.ts';
import { desk } from './desk.ts';
import { previewRefused, waitingLeaders, wholeGranted } from './leave-answers.ts';
import type { Hand } from './hands.ts';
import type { Story } from './story-ports.svelte.ts';

const asking = (from: string): readonly Hand[] => [
  { choose: 'leave.kind', value: 'annual' },
  { fill: 'leave.from', text: from, settled: true },
  { fill: 'leave.reason', text: '回老家探亲' },
];

const tickAll: readonly Hand[] = ['王建国', '胡　敏', '阿卜杜热合曼·买买提', '赵　明'].map((name) => ({
  press: 'table.pick',
  params: { name },
}));

export const leaveStories: Readonly<Record<string, Story>> = {
  'desk-leave-asking': desk({}, { page: 'leave/mine', hands: asking('20261126') }),
  'desk-leave-asking-refused': desk(
    {},
    {
      page: 'leave/mine',
      answers: { values: { ...filled, '/api/views/leave.preview': previewRefused } },
      hands: asking('20261116'),
    },
  ),
  'desk-leave-open': desk({}, { page: 'leave/mine/v5' }),
  'desk-leave-withdraw': desk({}, { page: 'leave/mine/v5', hands: [{ press: 'act.withdraw' }] }),
  'desk-leave-extend': desk(
    {},
    {
      page: 'leave/mine/v4',
      answers: { values: { ...filled, '/api/views/leave.one': wholeGranted } },
      hands: [{ press: 'leave.extend' }, { fill: 'leave.moreUntil', text: '20261126', settled: true }],
    },
  ),
  'desk-leave-waiting-one': desk({}, { page: 'leave/waiting/w2' }),
  'desk-leave-waiting-many': desk({}, { page: 'leave/waiting', hands: tickAll }),
  'desk-leave-waiting-sure': desk(
    {},
    { page: 'leave/waiting', hands: [...tickAll, { press: 'act.approve' }] },
  ),
  'desk-leave-waiting-done': desk(
    {},
    {
      page: 'leave/waiting',
      hands: [...tickAll, { press: 'act.approve' }, { press: 'leave.approveNow', params: { count: 4 } }],
    },
  ),
  'desk-leave-waiting-leaders': desk(
    { me: { personId: 'p-0-0', name: '陈静', roles: ['seal-custodian'] } },
    {
      page: 'leave/waiting/w5',
      answers: { values: { ...filled, '/api/views/leave.waiting': waitingLeaders } },
    },
  ),
  'desk-leave-enter-head': desk(
    { me: { personId: 'p-2-0', name: '宋佳', roles: ['section-head'] } },
    { page: 'leave/enter' },
  ),
  'desk-leave-list-open': desk({}, { page: 'leave/list/v5' }),
  'desk-leave-list-head': desk(
    { me: { personId: 'p-2-0', name: '宋佳', roles: ['section-head'] } },
    { page: 'leave/list' },
  ),
  'desk-leave-delegation-end': desk({}, { page: 'leave/delegation', hands: [{ press: 'delegation.end' }] }),
};
