/**
 * Which story shows which state of which screen; `story-matrix.test.ts` holds it. A state that cannot be on a screen is
 * named with its reason. The contract's own states are listed by the contract's types: a new one does not compile
 * until it has a story.
 */
import type { Story, StoryScreenName } from '../../kiosk-ui/src/stories/story-ports.svelte.ts';
import type { DeskPage } from '../../kiosk-ui/src/screens/desk/desk-pages.ts';
import type {
  BadgeValue,
  BoardState,
  CabinetStep,
  DayValue,
  DeviceLamp,
  DutyOfferValue,
  InboxItemValue,
  LineState,
  LockValue,
  ReaderValue,
  RollcallBadgeValue,
  SlotValue,
} from '../../server/contract/screens.ts';

export type Required =
  | 'loading'
  | 'empty'
  | 'live'
  | 'stale'
  | 'offline'
  | 'device lost'
  | 'clock unsure'
  | 'calendar not published'
  | 'alarm'
  | 'refused';
interface CannotBe {
  readonly because: string;
}
type Row = Readonly<Record<Required, string | CannotBe>>;

const NO_STREAM: CannotBe = { because: 'before signing in there is no live stream that could tell' };
const NOT_OF_THE_OFFICE: CannotBe = {
  because: 'the bench shows virtual hardware as it is, and nothing of the office',
};

export const MATRIX: Readonly<Record<Exclude<StoryScreenName, 'sign-in-again'>, Row>> = {
  entrance: {
    loading: 'entrance-loading',
    empty: 'entrance-empty',
    live: 'entrance-rest',
    stale: 'entrance-stale',
    offline: 'entrance-offline',
    'device lost': 'entrance-down',
    'clock unsure': 'entrance-clock',
    'calendar not published': 'entrance-not-published',
    alarm: 'entrance-unwritable',
    refused: 'entrance-pairing',
  },
  duty: {
    loading: 'duty-loading',
    empty: 'duty-empty',
    live: 'duty-idle',
    stale: 'duty-stale',
    offline: 'duty-offline',
    'device lost': 'duty-all-devices-lost',
    'clock unsure': 'duty-clock',
    'calendar not published': 'duty-not-published',
    alarm: 'duty-unwritable',
    refused: 'duty-pairing',
  },
  cabinet: {
    loading: 'cabinet-loading',
    empty: 'cabinet-empty',
    live: 'cabinet-idle',
    stale: 'cabinet-stale',
    offline: 'cabinet-offline',
    'device lost': 'cabinet-device-lost',
    'clock unsure': 'cabinet-clock',
    'calendar not published': 'cabinet-not-published',
    alarm: 'cabinet-alarm',
    refused: 'cabinet-pairing',
  },
  desk: {
    loading: 'desk-loading',
    empty: 'desk-empty',
    live: 'desk',
    stale: 'desk-stale',
    offline: 'desk-offline',
    'device lost': 'desk-device-lost',
    'clock unsure': 'desk-clock',
    'calendar not published': 'desk-not-published',
    alarm: 'desk-unwritable',
    refused: { because: 'a refused stream leads back to signing in' },
  },
  'sign-in': {
    loading: 'sign-in-loading',
    empty: { because: 'the form is all there is' },
    live: 'sign-in',
    stale: NO_STREAM,
    offline: 'sign-in-offline',
    'device lost': NO_STREAM,
    'clock unsure': NO_STREAM,
    'calendar not published': NO_STREAM,
    alarm: NO_STREAM,
    refused: 'sign-in-refused',
  },
  bench: {
    loading: 'bench-loading',
    empty: 'bench-empty',
    live: 'bench',
    stale: { because: 'the bench asks once a second; no answer is the state offline' },
    offline: 'bench-away',
    'device lost': 'bench',
    'clock unsure': NOT_OF_THE_OFFICE,
    'calendar not published': NOT_OF_THE_OFFICE,
    alarm: NOT_OF_THE_OFFICE,
    refused: { because: 'served only where all hardware is virtual, and to everybody there' },
  },
};

/** What a story of a screen with a live stream must be, to stand under the state. */
export const IS: Readonly<Record<Required, (story: Story) => boolean>> = {
  loading: (story) => story.phase === 'loading' || story.answers?.service === 'pending',
  empty: (story) => (story.phase ?? 'live') === 'live',
  live: (story) => (story.phase ?? 'live') === 'live',
  stale: (story) => story.phase === 'stale' && Object.keys(story.document).length > 3,
  offline: (story) => story.phase === 'offline' || story.answers?.service === 'away',
  'device lost': (story) => story.screen === 'bench' || values(story, 'devices', 'lamp').includes('offline'),
  'clock unsure': (story) => story.heartbeat?.clock?.believed === false,
  'calendar not published': (story) => values(story, 'day', 'kind').includes('not-published'),
  alarm: (story) => story.heartbeat?.journal?.writable === false || 'alarm' in story.document,
  refused: (story) =>
    (story.phase === 'refused' && story.problem !== undefined) || story.answers?.refusals !== undefined,
};

interface Own<T extends string> {
  readonly screen: StoryScreenName;
  /** Key or prefix of the document, and the field of its value. */
  readonly key: string;
  readonly field: string;
  readonly stories: Readonly<Record<T, string>>;
}
const own = <T extends string>(row: Own<T>): Own<string> => row;

export const OWN_STATES: readonly Own<string>[] = [
  own<DayValue['kind']>({
    screen: 'entrance',
    key: 'day',
    field: 'kind',
    stories: {
      workday: 'entrance-rest',
      'make-up-workday': 'entrance-make-up-day',
      'rest-day': 'entrance-rest-day',
      holiday: 'entrance-holiday',
      'not-published': 'entrance-not-published',
    },
  }),
  own<ReaderValue['state']>({
    screen: 'entrance',
    key: 'reader',
    field: 'state',
    stories: {
      ready: 'entrance-rest',
      'finger-only': 'entrance-finger-only',
      'card-only': 'entrance-card-only',
      down: 'entrance-down',
      unproven: 'entrance-unproven',
    },
  }),
  own<BoardState>({
    screen: 'entrance',
    key: 'row/',
    field: 'state',
    stories: {
      'not-yet': 'entrance-names',
      'on-time': 'entrance-names',
      late: 'entrance-names-past',
      'after-edge': 'entrance-names-past',
      'not-signed-in': 'entrance-names-past',
      'on-leave': 'entrance-names',
      'away-on-duty': 'entrance-names',
      'on-duty-shift': 'entrance-names',
      explained: 'entrance-names',
      open: 'entrance-names',
      'not-expected': 'entrance-names',
      'at-post': 'entrance-names',
    },
  }),
  own<
    Extract<BadgeValue['state'], 'on-time' | 'late' | 'after-edge' | 'open' | 'already-signed' | 'recorded'>
  >({
    screen: 'entrance',
    key: 'badge',
    field: 'state',
    stories: {
      'on-time': 'entrance-on-time',
      late: 'entrance-late-badge',
      'after-edge': 'entrance-after-edge',
      open: 'entrance-open-badge',
      'already-signed': 'entrance-already-signed',
      recorded: 'entrance-recorded',
    },
  }),
  own<RollcallBadgeValue['state']>({
    screen: 'entrance',
    key: 'rollcall-badge',
    field: 'state',
    stories: {
      signed: 'entrance-call-signed',
      'already-signed': 'entrance-call-again',
      'not-called': 'entrance-call-not-called',
      'not-counted': 'entrance-call-not-counted',
    },
  }),
  own<DeviceLamp>({
    screen: 'cabinet',
    key: 'devices',
    field: 'lamp',
    stories: {
      online: 'cabinet-idle',
      offline: 'cabinet-device-lost',
      degraded: 'cabinet-device-lost',
      unknown: 'cabinet-lamp-unknown',
    },
  }),
  own<LineState>({
    screen: 'duty',
    key: 'line/',
    field: 'state',
    stories: {
      idle: 'duty-idle',
      'ring-1': 'duty-ring-1',
      'ring-2': 'duty-ring-2',
      'past-limit': 'duty-past-limit',
      'in-call': 'duty-in-call',
      'off-hook': 'duty-off-hook',
      unknown: 'duty-unknown',
      blind: 'duty-blind',
    },
  }),
  own<DutyOfferValue['offers'][number]>({
    screen: 'duty',
    key: 'offer',
    field: 'offers',
    stories: { 'sign-on': 'duty-sign-on', 'sign-off': 'duty-hand-over', 'take-call': 'duty-offer' },
  }),
  own<CabinetStep>({
    screen: 'cabinet',
    key: 'session',
    field: 'step',
    stories: {
      idle: 'cabinet-idle',
      'first-factor': 'cabinet-finger',
      choose: 'cabinet-choose',
      opening: 'cabinet-opening',
      take: 'cabinet-take',
      register: 'cabinet-register',
      return: 'cabinet-return',
      close: 'cabinet-close',
      stopped: 'cabinet-stopped',
    },
  }),
  own<LockValue['state']>({
    screen: 'cabinet',
    key: 'lock',
    field: 'state',
    stories: {
      unknown: 'cabinet-unknown',
      locked: 'cabinet-idle',
      unlocking: 'cabinet-opening',
      open: 'cabinet-take',
      held: 'cabinet-held',
      forced: 'cabinet-alarm',
      'did-not-open': 'cabinet-did-not-open',
      'did-not-relock': 'cabinet-did-not-relock',
    },
  }),
  own<SlotValue['state']>({
    screen: 'cabinet',
    key: 'slot/',
    field: 'state',
    stories: {
      in: 'cabinet-idle',
      out: 'cabinet-out',
      wrong: 'cabinet-wrong',
      unknown: 'cabinet-unknown',
    },
  }),
  own<InboxItemValue['kind']>({
    screen: 'desk',
    key: 'inbox/',
    field: 'kind',
    stories: {
      'seal-use': 'desk',
      explanation: 'desk',
      leave: 'desk-attendance-matters',
      correction: 'desk-attendance-matters',
      outage: 'desk-attendance-matters',
      activity: 'desk-attendance-matters',
      'count-warning': 'desk-attendance-matters',
      bulletin: 'desk-attendance-matters',
      setting: 'desk',
      enrolment: 'desk',
      'call-unanswered': 'desk',
      alarm: 'desk',
    },
  }),
];

/** The inbox comes over the stream; every other page asks the service. */
export const PAGES: Readonly<Record<Exclude<DeskPage, 'inbox'>, readonly string[]>> = {
  attendance: [
    'desk-attendance',
    'desk-own-attendance',
    'desk-month',
    'desk-late-book',
    'desk-attendance-year',
    'desk-sign-in-times',
    'desk-corrections',
    'desk-outages',
    'desk-card-spots',
  ],
  leave: [
    'desk-leave',
    'desk-leave-waiting',
    'desk-leave-whereabouts',
    'desk-leave-morning',
    'desk-leave-enter',
    'desk-leave-delegation',
    'desk-leave-list',
  ],
  bulletin: ['desk-bulletins', 'desk-own-sheet', 'desk-year-end'],
  rollcall: ['desk-rollcalls', 'desk-own-rollcalls'],
  duty: ['desk-duty'],
  seals: ['desk-seals'],
  people: ['desk-people', 'desk-person'],
  calendar: ['desk-calendar'],
  settings: ['desk-settings'],
  devices: ['desk-devices'],
  journal: ['desk-journal'],
  account: ['desk-account'],
};

/** What stands under a key or a prefix in the story's document, one field of it. */
export function values(story: Story, key: string, field: string): readonly unknown[] {
  return Object.entries(story.document)
    .filter(([name]) => (key.endsWith('/') ? name.startsWith(key) : name === key))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .flatMap((value: unknown) => {
      const held: unknown =
        typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
      return Array.isArray(held) ? held : [held];
    });
}
