/** Lines of the journal from every kind of source, with one that is withheld and one that the words do not know. */
import { shanghai } from './story-ports.svelte.ts';

const ms = (time: string): number => shanghai(`2026-11-23T${time}`);
const everybody = Array.from({ length: 12 }, (_, place) => ({ personId: `p-0-${place}` }));

export const journal = (
  [
    ['system', 'system.deadline-passed', { key: 'attendance.absent/2026-11-23', dueAtMs: ms('08:00:01') }],
    ['system', 'attendance.edge-judged', { judgements: everybody }],
    ['device:finger-1', 'people.badge-recorded', { personId: 'p-0-1', by: 'finger', deviceId: 'finger-1' }],
    ['device:finger-1', 'attendance.signed-in', { personId: 'p-0-1', verdict: 'late', clause: 'KQ-2' }],
    [
      'device:card-1',
      'stations.device-health',
      { deviceId: 'card-1', health: 'offline', reason: 'unplugged' },
    ],
    ['person:p-0-3', 'seals.use-requested', { applicantId: 'p-0-3', title: '关于做好森林防火工作的通知' }],
    ['person:p-0-0', 'attendance.explained', { withheld: '不属本人查阅范围' }],
    ['station:duty-1', 'duty.call-logged', { stationId: 'duty-1', by: ['p-2-1'], matter: '雨水井盖缺失' }],
    ['token:wall', 'settings.proposed', { key: 'entrance.board', by: 'p-0-3' }],
    ['nobody', 'people.sign-in-refused', { username: 'zhouhaitao', reason: 'wrong-or-waiting' }],
    ['device:gone-7', 'people.future-event', { personId: 'p-99' }],
  ] as const
).map(([actor, type, data], index) => ({
  position: 18392 + index,
  recordedAtMs: ms('08:30:00') + index * 7000,
  officeDate: '2026-11-23',
  actor,
  type,
  data,
}));

/** As many lines as one look finds, latest first; more stand further back. */
export const journalPage = Array.from({ length: 100 }, (_, back) => ({
  ...journal[(journal.length - 1 - back + 100 * journal.length) % journal.length],
  position: 18402 - back,
  recordedAtMs: ms('08:31:10') - back * 7000,
}));
