/** Papers for the seals: asked for, decided, some used at the cabinet as it is done, some waiting on the last day. */
import type { Principal } from '../access/principal.ts';
import type { DemoWorld } from './world.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
type Decision = 'approve' | 'refuse' | 'return';

interface Paper {
  readonly title: string;
  readonly itemId: string;
  readonly kind: string;
  readonly copies: number;
  readonly unit: string;
}

const PAPERS: readonly Paper[] = [
  {
    title: '关于表彰全市档案工作先进集体的通报',
    itemId: 'seal-office',
    kind: '公文',
    copies: 32,
    unit: '综合科',
  },
  {
    title: '关于做好冬季供热保障工作的通知',
    itemId: 'seal-government',
    kind: '公文',
    copies: 18,
    unit: '督查科',
  },
  { title: '工作人员在职证明', itemId: 'seal-office', kind: '证明', copies: 1, unit: '行政科' },
  { title: '政务信息网络维护服务合同', itemId: 'seal-office', kind: '协议', copies: 4, unit: '信息科' },
  {
    title: '关于调整防汛抗旱指挥部成员的通知',
    itemId: 'seal-government',
    kind: '公文',
    copies: 26,
    unit: '综合科',
  },
  { title: '到泰安市政府联系工作的介绍信', itemId: 'letter-paper', kind: '公函', copies: 1, unit: '秘书科' },
  { title: '办公用房调配方案批复', itemId: 'seal-office', kind: '公文', copies: 6, unit: '行政科' },
];

export function planPapers(world: DemoWorld, workingDays: readonly string[]): void {
  const { options, chance } = world;
  const today = workingDays.at(-1);
  workingDays.forEach((officeDate, index) => {
    if (officeDate !== today && index % 3 !== 1) return;
    const paper = PAPERS[index % PAPERS.length];
    if (paper === undefined || officeDate === today) return;
    const atMs = options.time.instantOf(officeDate, '09:00') + chance.between(0, 90) * MINUTE_MS;
    const fate = chance.unit();
    const decision: Decision = fate < 0.8 ? 'approve' : fate < 0.9 ? 'return' : 'refuse';
    planPaper(world, paper, { atMs, decision, isUsed: decision === 'approve' });
  });
  const yesterday = workingDays.at(-2);
  if (yesterday === undefined) return;
  const afternoonMs = options.time.instantOf(yesterday, '16:20');
  // For the visitor: three approved papers to open the cabinet with, two that wait for a decision.
  PAPERS.slice(0, 3).forEach((paper, index) => {
    planPaper(world, paper, {
      atMs: afternoonMs + index * 9 * MINUTE_MS,
      decision: 'approve',
      isUsed: false,
    });
  });
  PAPERS.slice(3, 5).forEach((paper, index) => {
    planPaper(world, paper, {
      atMs: afternoonMs + (40 + index * 7) * MINUTE_MS,
      decision: undefined,
      isUsed: false,
    });
  });
}

interface Course {
  readonly atMs: number;
  readonly decision: Decision | undefined;
  readonly isUsed: boolean;
}

function planPaper(world: DemoWorld, paper: Paper, { atMs, decision, isUsed }: Course): void {
  const { office, chance, staff } = world;
  const known =
    world.options.installation.devices.find(({ kind }) => kind === 'seal-cabinet')?.slotCount ?? 0;
  if (known < 6 && paper.itemId === 'letter-paper') return;
  const unit = world.staff.sections.find(({ name }) => name === paper.unit)?.sectionId;
  const applicants = staff.people.filter(
    ({ sectionId, leader, roles }) => sectionId === unit && !leader && roles.length === 0,
  );
  const applicant = chance.pick(
    applicants.length > 0
      ? applicants
      : staff.people.filter(({ roles, leader }) => !leader && roles.length === 0),
  );
  const { title, itemId, kind, copies, unit: unitName } = paper;
  const body = {
    itemIds: [itemId],
    title,
    kind,
    copies,
    unit: unitName,
    handledBy: applicant.name,
    phone: '3312345',
  };
  world.plan(atMs, () => {
    const isDefined = office.events.some(
      (event) => event.type === 'seals.item-defined' && event.data.itemId === itemId,
    );
    if (!isDefined) return;
    const requestId = idIn(office.ask(applicant.personId, 'seals.request-use', body));
    if (decision === undefined) return;
    const decider = world.withRole(itemId === 'seal-government' ? 'city-leader' : 'deputy-director').personId;
    const remark = { approve: '同意', refuse: '不同意，请按程序报批', return: '请补充签发件后再报' }[
      decision
    ];
    const decidedMs = office.nowMs + chance.between(4, 25) * MINUTE_MS;
    world.plan(decidedMs, () => office.ask(decider, 'seals.decide', { requestId, decision, remark }));
    if (isUsed)
      world.plan(decidedMs + chance.between(10, 40) * MINUTE_MS, () =>
        planUse(world, requestId, itemId, copies),
      );
  });
}

/** The whole way at the cabinet: two factors, opening, taking, registering, returning, closing. */
function planUse(world: DemoWorld, requestId: string, itemId: string, copies: number): void {
  const { office } = world;
  const stationId = world.stationOf('cabinet');
  const cabinet = world.devices('seal-cabinet')[0]?.deviceId;
  const slot = slotOf(world, itemId);
  if (stationId === undefined || cabinet === undefined || slot === undefined) return;
  const keeper = world.withRole('seal-custodian').personId;
  const station: Principal = { kind: 'station', stationId, station: 'cabinet' };
  const steps: readonly (readonly [number, () => void])[] = [
    [0, () => world.badgeAt(stationId, keeper, 'card')],
    [3, () => world.badgeAt(stationId, keeper, 'finger')],
    [6, () => office.request(station, 'seals.choose', { requestIds: [requestId] })],
    [9, () => open(world, { station, cabinet, requestId, slot })],
    [75, () => office.request(station, 'seals.register-use', { requestId, itemId, copies, spoiled: 0 })],
    [110, () => world.say(cabinet, { kind: 'slot-changed', slot, occupied: true, behindClosedDoor: false })],
    [116, () => office.request(station, 'seals.confirm-return', { itemId, slot })],
    [121, () => lock(world, cabinet, 'locked', 'open', 'closed')],
  ];
  const startMs = office.nowMs;
  for (const [afterS, run] of steps) world.plan(startMs + afterS * SECOND_MS, run);
}

interface Opening {
  readonly station: Principal;
  readonly cabinet: string;
  readonly requestId: string;
  readonly slot: number;
}

function open(world: DemoWorld, { station, cabinet, requestId, slot }: Opening): void {
  const { office } = world;
  const intentId = idIn(office.request(station, 'seals.open', { ground: 'use', requestIds: [requestId] }));
  const startMs = office.nowMs;
  const after = (ms: number, run: () => void): void => world.plan(startMs + ms, run);
  after(60, () => lock(world, cabinet, 'unlocking', 'locked', 'closed', intentId));
  after(120, () =>
    world.say(cabinet, {
      kind: 'pulse-settled',
      intentId,
      outcome: { name: 'pulsed', confirmedBy: 'lock-contact' },
    }),
  );
  after(1600, () => lock(world, cabinet, 'open', 'unlocking', 'open', intentId));
  after(4200, () =>
    world.say(cabinet, { kind: 'slot-changed', slot, occupied: false, behindClosedDoor: false }),
  );
}

type Lock = 'locked' | 'unlocking' | 'open';

export function lock(
  world: DemoWorld,
  cabinet: string,
  now: Lock,
  previous: Lock | 'unknown',
  door: 'open' | 'closed',
  intentId?: string,
): void {
  const doorContact = now === 'locked' ? 'closed' : door;
  const lockContact = now === 'locked' ? 'closed' : 'open';
  world.say(cabinet, { kind: 'lock-changed', lock: now, previous, intentId, doorContact, lockContact });
}

function slotOf({ office }: DemoWorld, itemId: string): number | undefined {
  for (const event of office.events) {
    if (event.type === 'seals.item-defined' && event.data.itemId === itemId) return event.data.slot;
  }
  return undefined;
}

function idIn(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return '';
  const [id] = Object.values(answer);
  return typeof id === 'string' ? id : '';
}
