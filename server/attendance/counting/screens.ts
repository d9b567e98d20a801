/** KQ-5 on screens: the private word in one's own inbox, and one's tally at the entrance after badging twice. */
import type { InboxItemValue, TallyValue } from '../../contract/screens.ts';
import type { ScreenPart, Viewing } from '../../engine/module.ts';
import { yearTally } from './counting-view.ts';
import type { CountWarning } from './events.ts';
import type { CountingState } from './state.ts';
import { eligibilityOf, nearnessOf, nextLateWords, ruleOf } from './tally.ts';
import { verdictsOf } from './verdicts.ts';
import { ownTally } from './year-views.ts';

const INBOX = 'inbox/count-warning/';
const ABOUT: readonly CountWarning[] = ['lates', 'absences'];

export const COUNTING_INBOX: ScreenPart<CountingState> = {
  screen: 'desk',
  owns: [INBOX],
  keys: (_state, { principal, context }) =>
    principal.kind === 'person' ? keysOf(context.officeDate.slice(0, 4)) : [],
  read(state, key, viewing) {
    const [year = '', about = ''] = key.slice(INBOX.length).split('/');
    const found = ABOUT.find((one) => one === about);
    return found === undefined ? undefined : inboxItem(state, year, found, viewing);
  },
  touched(_state, events, { principal, context }) {
    if (principal.kind !== 'person') return [];
    const own = events.some(
      (event) =>
        (event.type === 'attendance.count-warned' || event.type === 'attendance.count-warning-seen') &&
        event.data.personId === principal.personId,
    );
    // A correction that takes a late away takes the word away with it.
    const corrected = events.some(
      (event) =>
        verdictsOf(event).some(({ personId }) => personId === principal.personId) ||
        event.type === 'rollcall.judged' ||
        (event.type === 'settings.confirmed' && event.data.key === 'attendance.counting'),
    );
    return own || corrected ? keysOf(context.officeDate.slice(0, 4)) : [];
  },
};

function keysOf(year: string): readonly string[] {
  return ABOUT.map((about) => `${INBOX}${year}/${about}`);
}

function inboxItem(
  state: Readonly<CountingState>,
  year: string,
  about: CountWarning,
  { principal, context }: Viewing,
): InboxItemValue | undefined {
  if (principal.kind !== 'person') return undefined;
  const { personId } = principal;
  const given = state.warned[year]?.[personId]?.[about];
  if (given === undefined || given.seen) return undefined;
  const rule = ruleOf(context.settings, year, context.officeDate);
  const tally = yearTally(state, personId, year, rule);
  if (!nearnessOf(tally, rule)[about]) return undefined;
  const standing = context.people.person(personId)?.standing ?? 'official';
  const assessed = eligibilityOf(tally, standing, rule) !== 'not-assessed';
  const limit = assessed
    ? `全年缺勤超过 ${rule.absencesAllowed} 次的，不得评为优秀等次。`
    : '不参加本单位年终考核。';
  return {
    id: `${year}/${about}`,
    kind: 'count-warning',
    title:
      about === 'lates'
        ? `本年迟到 ${tally.lates} 次，${nextLateWords(tally, rule)}`
        : `本年缺勤 ${tally.absences} 次`,
    detail: `考勤制度第五条：${limit}此提醒只有本人和考勤员可见。`,
    sinceMs: given.atMs,
    actions: ['attendance.see-count-warning'],
  };
}

const TWICE_WITHIN_MS = 5_000;
const SHOWN_MS = 10_000;

/** Own tally at the entrance: asked for by badging twice within five seconds, gone after ten. */
export const COUNTING_ENTRANCE: ScreenPart<CountingState> = {
  screen: 'entrance',
  owns: ['tally'],
  keys: () => ['tally'],
  read: (state, _key, viewing) => tallyValue(state, viewing),
  touched: (_state, events) => (events.some(({ type }) => type === 'people.badge-recorded') ? ['tally'] : []),
};

function tallyValue(state: Readonly<CountingState>, { context, stationId }: Viewing): TallyValue | undefined {
  const [first, second] = stationId === undefined ? [] : (state.badges[stationId] ?? []);
  if (first === undefined || second === undefined || first.personId !== second.personId) return undefined;
  const visibleUntilMs = second.recordedAtMs + SHOWN_MS;
  if (second.atMs - first.atMs > TWICE_WITHIN_MS) return undefined;
  const person = context.people.person(second.personId);
  if (person === undefined || context.now.epochMs >= visibleUntilMs) return undefined;
  const { monthLates, monthAbsences, monthUndecided, lates, absences, nextLate } = ownTally(
    state,
    second.personId,
    context,
  );
  return {
    name: person.name,
    monthLates,
    monthAbsences,
    monthUndecided,
    yearLates: lates,
    yearAbsences: absences,
    nextLate,
    visibleUntilMs,
  };
}
