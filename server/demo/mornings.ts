/** Mornings at the entrance: everybody comes as they are used to, some are late, a few explain, once the reader fails. */
import type { Role } from '../access/principal.ts';
import { edgesOf } from '../attendance/edges.ts';
import type { DemoPerson } from './staff.ts';
import type { DemoWorld } from './world.ts';

const MINUTE_MS = 60_000;
const REASONS = [
  '送孩子上学，途中堵车',
  '到镇街取材料，已电话告知科长',
  '身体不适，先到医院',
  '车辆故障',
  '昨夜值班后晚到',
] as const;
/** The office explains within the morning, and the director decides the morning's requests on one page at 08:30. */
const EXPLAINED_AT = '08:14';
const DECIDED_AT = '08:30';

export interface MorningPlan {
  readonly officeDate: string;
  /** The entrance's fingerprint module loses its cable for a while. */
  readonly isFaultDay: boolean;
  /** The last whole day: something is left on the director's page. */
  readonly isLastWhole: boolean;
}

export function planMorning(world: DemoWorld, { officeDate, isFaultDay, isLastWhole }: MorningPlan): void {
  const entrance = world.stationOf('entrance');
  if (entrance === undefined) return;
  const { opensMs, lateMs, absentMs } = edgesOf(officeDate, world.office.context());
  const people = world.staff.people.filter(({ exemptFromSignIn }) => exemptFromSignIn === undefined);
  for (const person of people) {
    const isHeldUp = isLastWhole && heldUp(world).includes(person.personId);
    const atMs = isHeldUp ? lateMs + world.chance.between(70, 400) * 1000 : arrival(world, person, lateMs);
    if (atMs === undefined) continue;
    const by = person.habit.prefersCard || world.chance.happens(0.06) ? 'card' : 'finger';
    world.plan(Math.max(atMs, opensMs + world.chance.between(1, 300_000)), () =>
      world.badgeAt(entrance, person.personId, by),
    );
  }
  // The modules' beats that matter: the first after each edge.
  for (const edgeMs of [lateMs, absentMs]) {
    for (const { deviceId } of world.modules) {
      world.plan(edgeMs + world.chance.between(1500, 9000), () =>
        world.say(deviceId, { kind: 'device-proven' }),
      );
    }
  }
  if (isFaultDay) planFault(world, lateMs);
  world.plan(world.options.time.instantOf(officeDate, EXPLAINED_AT), () =>
    explainSome(world, officeDate, isLastWhole),
  );
  world.plan(world.options.time.instantOf(officeDate, DECIDED_AT), () =>
    decideSome(world, officeDate, isLastWhole),
  );
}

/** Two who are late on the last whole day and say why: their words wait for the director when the visitor comes. */
function heldUp({ staff }: DemoWorld): readonly string[] {
  const juniors = staff.people.filter(({ post, roles }) => post === '科员' && roles.length === 0);
  return juniors.slice(0, 2).map(({ personId }) => personId);
}

/** Undefined: does not come through the hall that morning. */
function arrival({ chance }: DemoWorld, { habit }: DemoPerson, lateMs: number): number | undefined {
  if (chance.happens(0.015)) return undefined;
  const earlyMinutes = habit.earlyMinutes + chance.spread() * habit.variesMinutes;
  // Few come late, and not by much: whoever is delayed hurries.
  const minutes =
    earlyMinutes > 0.2 ? earlyMinutes : -chance.between(1, chance.happens(0.2) ? 16 : 8) - chance.unit();
  return Math.round(lateMs - minutes * MINUTE_MS);
}

/** The entrance's fingerprint module loses its cable for some minutes before the edge: 待核 for who has no card. */
function planFault(world: DemoWorld, lateMs: number): void {
  const entrance = world.readerAt(world.stationOf('entrance'), 'fingerprint-reader');
  if (entrance === undefined) return;
  const lostMs = lateMs - 9 * MINUTE_MS;
  world.plan(lostMs, () => {
    const lastProvenAt = world.office.stamp(lostMs - 4000);
    world.say(entrance, { kind: 'health-changed', health: 'offline', reason: 'unplugged', lastProvenAt });
  });
  world.plan(lostMs + 6 * MINUTE_MS, () => {
    const lastProvenAt = world.office.stamp();
    world.say(entrance, { kind: 'health-changed', health: 'online', reason: 'connected', lastProvenAt });
  });
}

function explainSome(world: DemoWorld, officeDate: string, isLastWhole: boolean): void {
  const { chance, office } = world;
  for (const { personId } of world.staff.people) {
    const verdict = office.context().attendance.verdict(personId, officeDate);
    const likely = { late: 0.35, 'after-edge': 0.85, 'not-signed-in': 0.8, open: 0.9 };
    const probability = Object.entries(likely).find(([known]) => known === verdict)?.[1] ?? 0;
    const surely = isLastWhole && heldUp(world).includes(personId);
    if (!surely && !chance.happens(probability)) continue;
    office.ask(personId, 'attendance.explain', { officeDate, text: chance.pick(REASONS) });
  }
}

function decideSome(world: DemoWorld, officeDate: string, isLastWhole: boolean): void {
  const { chance, office } = world;
  for (const person of world.staff.people) {
    const { personId } = person;
    if (office.context().attendance.verdict(personId, officeDate) !== 'open') continue;
    const byLeader = person.roles.some((role: Role) => role === 'director' || role === 'deputy-director');
    const decider = world.withRole(byLeader ? 'city-leader' : 'director').personId;
    if (isLastWhole || !hasExplained(world, personId, officeDate)) continue;
    const accepted = chance.happens(0.8);
    office.ask(decider, 'attendance.decide-explanation', {
      personId,
      officeDate,
      accepted,
      remark: accepted ? '同意' : '事由不充分',
    });
  }
}

function hasExplained({ office }: DemoWorld, personId: string, officeDate: string): boolean {
  return office.events.some(
    (event) =>
      event.type === 'attendance.explained' &&
      event.data.personId === personId &&
      event.data.officeDate === officeDate,
  );
}
