/** The desk's inbox for KQ-1: what the director or a delegate has to decide, and what one may still explain of one's own. */
import type { InboxItemValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { windowClosesMs } from './edges.ts';
import { decidesAbout } from './explanations.ts';
import { readKey } from './keys.ts';
import type { AttendanceState, DayState } from './state.ts';
import { VERDICT_WORDS } from './why.ts';

const DECIDE = 'inbox/explanation/';
const OWN = 'inbox/own-morning/';

export const ATTENDANCE_INBOX: ScreenPart<AttendanceState> = {
  screen: 'desk',
  owns: [DECIDE, OWN],
  keys,
  read,
  touched,
};

function keys(state: Readonly<AttendanceState>, { principal }: Viewing): readonly string[] {
  if (principal.kind !== 'person') return [];
  return Object.values(state.days).flatMap(({ officeDate, explanations }) => [
    `${OWN}${officeDate}`,
    ...Object.keys(explanations).map((personId) => `${DECIDE}${officeDate}/${personId}`),
  ]);
}

function read(state: Readonly<AttendanceState>, key: string, viewing: Viewing): InboxItemValue | undefined {
  if (key.startsWith(OWN)) return ownItem(state.days[key.slice(OWN.length)], viewing);
  const [officeDate = '', personId = ''] = key.slice(DECIDE.length).split('/');
  return decideItem(state.days[officeDate], personId, viewing);
}

function decideItem(
  day: DayState | undefined,
  personId: string,
  { principal, context }: Viewing,
): InboxItemValue | undefined {
  const explanation = day?.explanations[personId];
  if (
    day === undefined ||
    explanation === undefined ||
    explanation.decision !== undefined ||
    principal.kind !== 'person'
  ) {
    return undefined;
  }
  if (personId === principal.personId || !decidesAbout(personId, principal, context)) return undefined;
  const { text, filedBy, filedAtMs } = explanation;
  const { people } = context;
  const entered = filedBy === personId ? '' : `（${people.person(filedBy)?.name ?? filedBy}代报）`;
  return {
    id: `${day.officeDate}/${personId}`,
    kind: 'explanation',
    title: `说明情况待确认：${people.person(personId)?.name ?? personId} ${day.officeDate}`,
    detail: `${text}${entered}`,
    sinceMs: filedAtMs,
    actions: ['attendance.decide-explanation'],
  };
}

function ownItem(day: DayState | undefined, { principal, context }: Viewing): InboxItemValue | undefined {
  if (day === undefined || day.closed || principal.kind !== 'person') return undefined;
  const standing = day.standing[principal.personId];
  const mayExplain = day.explanations[principal.personId] === undefined;
  if (standing === undefined || !mayExplain || !EXPLICABLE.includes(standing.verdict)) return undefined;
  const closesMs = windowClosesMs(day.officeDate, context);
  const until = closesMs === undefined ? '' : `，可于 ${context.time.dateOf(closesMs - 1)} 前说明情况`;
  return {
    id: `own-morning/${day.officeDate}`,
    kind: 'explanation',
    title: `${day.officeDate} ${VERDICT_WORDS[standing.verdict]}`,
    detail: `考勤制度第一条${until}。未说明且未获同意的，期满后计缺勤。`,
    sinceMs: day.absentEdge?.dueAtMs ?? standing.contact?.atMs ?? context.now.epochMs,
    actions: ['attendance.explain'],
  };
}

const EXPLICABLE: readonly string[] = ['late', 'after-edge', 'not-signed-in', 'open'];

function touched(
  _state: Readonly<AttendanceState>,
  events: readonly RecordedEvent[],
  { principal }: Viewing,
): readonly string[] | 'all' {
  if (principal.kind !== 'person') return [];
  const found: string[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'attendance.explained':
      case 'attendance.explanation-decided': {
        const { officeDate, personId } = event.data;
        found.push(`${DECIDE}${officeDate}/${personId}`);
        if (personId === principal.personId) found.push(`${OWN}${officeDate}`);
        break;
      }
      case 'attendance.signed-in':
      case 'attendance.verdict-withdrawn':
        if (event.data.personId === principal.personId) found.push(`${OWN}${event.data.officeDate}`);
        break;
      case 'attendance.corrected':
      case 'attendance.rejudged':
        if (event.data.judgement.personId === principal.personId)
          found.push(`${OWN}${event.data.judgement.officeDate}`);
        break;
      case 'attendance.edge-judged':
        found.push(`${OWN}${event.data.officeDate}`);
        break;
      // 委托代行 brings what waits to the deputy, and takes it away.
      case 'leave.delegated':
      case 'leave.delegation-ended':
        return 'all';
      case 'system.deadline-passed': {
        const name = readKey(event.data.key);
        if (name?.kind === 'window-closes') found.push(`${OWN}${name.officeDate}`);
        if (name?.kind === 'day-begins') return 'all';
        break;
      }
      default:
        break;
    }
  }
  return found;
}
