/** What stands at the same place in every state of a station's screen (look/README.md: same position in every state). */
import type { Page } from 'playwright-core';

type Places = Readonly<Record<string, string>>;

interface Fixed {
  readonly size: string;
  /** The first is how the screen rests. */
  readonly stories: readonly string[];
  /** Name for people → selector; every match counts, in its order. */
  readonly landmarks: Readonly<Record<string, string>>;
}

const EVERYWHERE = { heading: 'h1', foot: 'footer' } as const;
const ENTRANCE = [
  'entrance-rest',
  'entrance-empty',
  'entrance-opening',
  'entrance-late',
  'entrance-past',
  'entrance-on-time',
  'entrance-late-badge',
  'entrance-after-edge',
  'entrance-open-badge',
  'entrance-already-signed',
  'entrance-long-name',
  'entrance-unknown-finger',
  'entrance-finger-only',
  'entrance-card-only',
  'entrance-unproven',
  'entrance-down',
  'entrance-stale',
  'entrance-clock',
  'entrance-unwritable',
] as const;

export const FIXED: readonly Fixed[] = [
  ...(['hall', 'board'] as const).map((size) => ({
    size,
    stories: ENTRANCE,
    landmarks: { ...EVERYWHERE, clock: '.clock', ruler: '.ruler', totals: '.totals dt', main: 'main h2' },
  })),
  {
    size: 'board',
    stories: [
      'entrance-names',
      'entrance-names-badge',
      'entrance-names-stale',
      'entrance-names-past',
      'entrance-names-not-judged',
    ],
    landmarks: { ...EVERYWHERE, totals: '.totals dt', columns: '.board .heading' },
  },
  // A roll call turns the sheet into its own, and what both have stays.
  ...(['hall', 'board'] as const).map((size) => ({
    size,
    stories: [
      'entrance-rest',
      'entrance-call',
      'entrance-call-under-way',
      'entrance-call-opened-early',
      'entrance-call-signed',
      'entrance-call-morning',
      'entrance-call-down',
      'entrance-call-stale',
      'entrance-tally',
    ],
    landmarks: { ...EVERYWHERE, clock: '.clock', ruler: '.ruler', totals: '.totals dt' },
  })),
  // Names come up after each badge: the sheet around them stays.
  {
    size: 'board',
    stories: ['entrance-rest', 'entrance-names-minute', 'entrance-names-not-judged'],
    landmarks: EVERYWHERE,
  },
  ...(['hall', 'board'] as const).map((size) => ({
    size,
    stories: ['entrance-long-name', 'entrance-long-name-open'],
    landmarks: { name: '.card .name', time: '.card .time' },
  })),
  {
    size: 'duty',
    stories: [
      'duty-idle',
      'duty-ring-1',
      'duty-ring-2',
      'duty-past-limit',
      'duty-in-call',
      'duty-off-hook',
      'duty-unknown',
      'duty-blind',
      'duty-offer',
      'duty-unknown-badge',
      'duty-step-away',
      'duty-clock',
      'duty-unwritable',
      'duty-stale',
      'duty-stale-ringing',
    ],
    landmarks: { ...EVERYWHERE, lines: 'section.line', sections: 'main h2', keys: 'nav' },
  },
  {
    size: 'duty',
    stories: ['duty-idle', 'duty-nobody', 'duty-sign-on', 'duty-receiving', 'duty-away'],
    landmarks: { ...EVERYWHERE, log: '.left h2', register: 'main dt' },
  },
  {
    size: 'duty',
    stories: ['duty-idle', 'duty-loading', 'duty-offline', 'duty-no-lines'],
    landmarks: { foot: 'footer', sections: 'main h2', register: 'main dt' },
  },
  {
    size: 'cabinet',
    stories: [
      'cabinet-idle',
      'cabinet-finger',
      'cabinet-card',
      'cabinet-choose',
      'cabinet-opening',
      'cabinet-take',
      'cabinet-register',
      'cabinet-return',
      'cabinet-close',
      'cabinet-stopped',
      'cabinet-out',
      'cabinet-overdue',
      'cabinet-unknown-badge',
      'cabinet-clock',
      'cabinet-stale',
    ],
    landmarks: {
      ...EVERYWHERE,
      steps: 'main ol > li',
      cabinet: 'svg[role=img]',
      ask: '.ask',
      who: '.who',
      limit: '.limit',
    },
  },
  {
    size: 'cabinet',
    stories: ['cabinet-alarm', 'cabinet-alarm-refused'],
    landmarks: { title: '.alarm h2', key: '.alarm .key' },
  },
  {
    size: 'cabinet',
    stories: ['cabinet-pin', 'cabinet-pin-refused'],
    landmarks: { digits: '.pad button' },
  },
];

/** Whether anybody will ask for the places of this story. */
export function hasLandmarks(story: string, size: string): boolean {
  return FIXED.some((fixed) => fixed.size === size && fixed.stories.includes(story));
}

export async function placesOf(page: Page, story: string, size: string): Promise<Places> {
  const landmarks = Object.assign(
    {},
    ...FIXED.filter((fixed) => fixed.size === size && fixed.stories.includes(story)).map(
      (fixed) => fixed.landmarks,
    ),
  ) as Readonly<Record<string, string>>;
  return page.evaluate((wanted) => {
    const places = Object.entries(wanted).map(([name, selector]) => [
      name,
      [...document.querySelectorAll(selector)]
        .map((element) => element.getBoundingClientRect())
        .map((box) => `${Math.round(box.left)},${Math.round(box.top)}`)
        .join(' '),
    ]);
    return Object.fromEntries(places);
  }, landmarks);
}

/** By story and size, as gathered; the answer names what stands elsewhere than at rest. */
export function jumpsAmong(places: ReadonlyMap<string, Places>): readonly string[] {
  return FIXED.flatMap(({ size, stories, landmarks }) => {
    const [atRest = ''] = stories;
    const rest = places.get(`${atRest} ${size}`) ?? {};
    const lost = Object.keys(landmarks).filter((landmark) => (rest[landmark] ?? '') === '');
    const moved = stories.flatMap((story) =>
      Object.entries(places.get(`${story} ${size}`) ?? {})
        .filter(([landmark, now]) => landmark in landmarks && now !== rest[landmark])
        .map(([landmark, now]) => `${story} ${size}: ${landmark} at ${now}, at rest ${rest[landmark] ?? ''}`),
    );
    return [...lost.map((landmark) => `${atRest} ${size}: no ${landmark} to compare with`), ...moved];
  });
}
