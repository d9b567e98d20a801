/** The desk's inbox for corrections: what the director has to decide, and what waits for a second person's word. */
import type { InboxItemValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { isGranted, type Role } from '../access/principal.ts';
import type { DeclaredOutage, PaperLot } from './correction-events.ts';
import type { AskedCorrection } from './corrections-state.ts';
import { decidesAbout } from './explanations.ts';
import type { AttendanceState } from './state.ts';
import { claimWords } from './why.ts';

const CORRECTION = 'inbox/correction/';
const OUTAGE = 'inbox/outage/';
const PAPER = 'inbox/paper/';
/** Who signs beside the one who stated or keyed it. */
const SECOND: readonly Role[] = [
  'director',
  'deputy-director',
  'attendance-clerk',
  'seal-custodian',
  'secretary-staff',
];

export const CORRECTIONS_INBOX: ScreenPart<AttendanceState> = {
  screen: 'desk',
  owns: [CORRECTION, OUTAGE, PAPER],
  keys({ corrections }, { principal }) {
    if (principal.kind !== 'person') return [];
    return [
      ...Object.keys(corrections.asked).map((id) => `${CORRECTION}${id}`),
      ...Object.keys(corrections.outages).map((id) => `${OUTAGE}${id}`),
      ...Object.keys(corrections.lots).map((id) => `${PAPER}${id}`),
    ];
  },
  read({ corrections }, key, viewing): InboxItemValue | undefined {
    if (key.startsWith(CORRECTION)) {
      const asked = corrections.asked[key.slice(CORRECTION.length)];
      return asked && correctionItem(asked, viewing);
    }
    if (key.startsWith(OUTAGE)) {
      const outage = corrections.outages[key.slice(OUTAGE.length)];
      return outage && outageItem(outage.what, outage.sinceMs, viewing);
    }
    const lot = corrections.lots[key.slice(PAPER.length)];
    return lot && paperItem(lot.what, lot.sinceMs, viewing);
  },
  touched,
};

/** As {@link decidesAbout} says, and never of oneself or of what one has filed. */
export function decidesCorrection(
  { personId, askedBy }: Pick<AskedCorrection, 'personId' | 'askedBy'>,
  { principal, context }: Pick<Viewing, 'principal' | 'context'>,
): boolean {
  if (principal.kind !== 'person' || [personId, askedBy].includes(principal.personId)) return false;
  return decidesAbout(personId, principal, context);
}

function correctionItem(asked: AskedCorrection, viewing: Viewing): InboxItemValue | undefined {
  if (!decidesCorrection(asked, viewing)) return undefined;
  const { context } = viewing;
  const { people } = context;
  const name = people.person(asked.personId)?.name ?? asked.personId;
  const filed = asked.askedBy === asked.personId ? '' : `（${nameOf(asked.askedBy, context)}代报）`;
  const beyond = { none: '', deadline: '（已逾补签期限）', quota: '（已超当月补签次数）' }[asked.beyond];
  const witnesses = asked.witnessIds.map((id) => nameOf(id, context)).join('、');
  return {
    id: asked.correctionId,
    kind: 'correction',
    title: `补签待决定：${name} ${asked.officeDate} ${claimWords(asked.claim)}${beyond}`,
    detail: `${asked.reason}${filed}${witnesses === '' ? '' : ` 证明人：${witnesses}`}`,
    sinceMs: asked.askedAtMs,
    actions: ['attendance.decide-correction'],
  };
}

function outageItem(outage: DeclaredOutage, sinceMs: number, viewing: Viewing): InboxItemValue | undefined {
  const { context } = viewing;
  const actions = actionsOn('outage', outage.proposedBy, true, viewing);
  if (actions.length === 0) return undefined;
  const span = [outage.fromMs, outage.toMs].map((atMs) => context.time.timeOf(atMs)).join('—');
  const effect = outage.settles ? '待核人员统一予以说明' : '待核人员按纸质簿逐人核定';
  return {
    id: outage.outageId,
    kind: 'outage',
    title: `停机声明待确认：${context.stations.device(outage.deviceId)?.name ?? outage.deviceId} ${outage.officeDate} ${span}`,
    detail: `${outage.reason}（${nameOf(outage.proposedBy, context)}提出，${effect}）`,
    sinceMs,
    actions,
  };
}

function paperItem(lot: PaperLot, sinceMs: number, viewing: Viewing): InboxItemValue | undefined {
  const { context, principal } = viewing;
  const others = lot.lines.some(
    ({ personId }) => principal.kind !== 'person' || personId !== principal.personId,
  );
  const actions = actionsOn('paper', lot.enteredBy, others, viewing);
  if (actions.length === 0) return undefined;
  const lines = lot.lines.map(
    ({ personId, atMs }) => `${nameOf(personId, context)} ${context.time.timeOf(atMs).slice(0, 5)}`,
  );
  return {
    id: lot.lotId,
    kind: 'outage',
    title: `纸质簿待核对：${lot.officeDate}，${lot.lines.length} 人`,
    detail: `${lines.join('、')}（${nameOf(lot.enteredBy, context)}录入）`,
    sinceMs,
    actions,
  };
}

/** The second person confirms; who stated it, and the director, may withdraw it. */
function actionsOn(
  what: 'outage' | 'paper',
  firstId: string,
  confirmable: boolean,
  { principal }: Viewing,
): readonly string[] {
  if (principal.kind !== 'person') return [];
  const { personId, roles } = principal;
  const confirms = personId !== firstId && confirmable && isGranted(principal, SECOND);
  const withdraws = personId === firstId || roles.includes('director');
  return [
    ...(confirms ? [`attendance.confirm-${what}`] : []),
    ...(withdraws ? [`attendance.withdraw-${what}`] : []),
  ];
}

function nameOf(personId: string, { people }: Viewing['context']): string {
  return people.person(personId)?.name ?? personId;
}

function touched(
  _state: Readonly<AttendanceState>,
  events: readonly RecordedEvent[],
): readonly string[] | 'all' {
  const found: string[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'attendance.correction-asked':
      case 'attendance.correction-withdrawn':
      case 'attendance.correction-decided':
        found.push(`${CORRECTION}${event.data.correctionId}`);
        break;
      case 'attendance.outage-proposed':
      case 'attendance.outage-withdrawn':
      case 'attendance.outage-declared':
        found.push(`${OUTAGE}${event.data.outageId}`);
        break;
      case 'attendance.paper-entered':
      case 'attendance.paper-withdrawn':
      case 'attendance.paper-confirmed':
        found.push(`${PAPER}${event.data.lotId}`);
        break;
      case 'leave.delegated':
      case 'leave.delegation-ended':
        return 'all';
      case 'system.deadline-passed':
        if (event.data.key.startsWith('calendar.day-begins/')) return 'all';
        break;
      default:
        break;
    }
  }
  return found;
}
