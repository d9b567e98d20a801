/**
 * The demonstration: an office of some forty people and its past month, lived through the real modules day by day, so
 * that every verdict, figure and register in it is what the rules made of it. Ends seconds before the chosen moment;
 * the service then goes on as after any short stop.
 */
import type { BenchState } from '../contract/bench.ts';
import type { PeopleEvent } from '../people/events.ts';
import type { DemoOffice, DemoOptions } from './demo-port.ts';
import { planDutyDay, planRoster } from './duty-desk.ts';
import { planMorning } from './mornings.ts';
import { lock, planPapers } from './seal-uses.ts';
import { DemoWorld, printOf } from './world.ts';

export type { DemoOffice, DemoOptions } from './demo-port.ts';

const PAST_DAYS = 31;
/** The reader fails once, this many working days before the last. */
const FAULT_DAYS_BEFORE = 6;
/** Shorter than the blindness that verdicts tolerate, so that the first morning is judged. */
const ENDS_BEFORE_MS = 8000;

export function demoOffice(options: DemoOptions): DemoOffice {
  const { time, untilMs } = options;
  const lastDate = time.dateOf(untilMs);
  const firstDate = time.addDays(lastDate, -PAST_DAYS);
  const startMs = time.instantOf(firstDate, '05:00');
  const world = new DemoWorld(options, startMs);
  settle(world);
  const dates = Array.from({ length: PAST_DAYS + 1 }, (_, index) => time.addDays(firstDate, index));
  const { calendar } = world.office.context();
  const workingDays = dates.filter((date) => calendar.isWorkingDay(date) === true);
  const faultDay = workingDays.at(-1 - FAULT_DAYS_BEFORE);
  planRoster(world, firstDate, PAST_DAYS + 14);
  const lastWhole = workingDays.filter((date) => date < lastDate).at(-1);
  for (const officeDate of workingDays) {
    planMorning(world, {
      officeDate,
      isFaultDay: officeDate === faultDay,
      isLastWhole: officeDate === lastWhole,
    });
  }
  for (const date of dates) planDutyDay(world, date);
  planPapers(world, workingDays);
  planLastWord(world, untilMs - ENDS_BEFORE_MS);
  world.live();
  return result(world);
}

/** The first morning: installation, staff, what everybody identifies themselves with, devices on line. */
function settle(world: DemoWorld): void {
  const { office, options, staff } = world;
  const service = { kind: 'system', through: 'service' } as const;
  const { version } = options;
  const started = {
    version,
    bootId: 'demo',
    blindSinceMs: undefined,
    clockBehindJournal: false,
    demoClock: true,
  };
  office.record({ type: 'system.started', data: started });
  office.request(service, 'stations.configure', options.installation);
  for (const section of staff.sections) office.request(service, 'people.record-section', section);
  for (const { habit: _habit, ...person } of staff.people)
    office.request(service, 'people.record-person', person);
  for (const device of options.installation.devices) {
    const { deviceId, silentWhenDead } = device;
    const lastProvenAt = silentWhenDead ? undefined : office.stamp();
    const health = silentWhenDead ? 'unknown' : 'online';
    world.say(deviceId, {
      kind: 'health-changed',
      health,
      reason: silentWhenDead ? 'unproven' : 'connected',
      lastProvenAt,
    });
  }
  for (const { deviceId, moduleId, prints } of world.modules) {
    const usedPages = prints.map(({ page }) => page);
    world.say(deviceId, { kind: 'module-inspected', moduleId, asExpected: true, capacity: 200, usedPages });
  }
  office.record(...staff.people.flatMap(({ personId }) => enrolments(world, personId)));
  for (const { deviceId } of world.devices('phone-line-monitor')) {
    world.say(deviceId, { kind: 'line-seen', lineId: deviceId, found: 'idle', blindSince: office.stamp() });
  }
  for (const { deviceId, slotCount = 0 } of world.devices('seal-cabinet')) {
    lock(world, deviceId, 'locked', 'unknown', 'closed');
    for (let slot = 1; slot <= slotCount; slot += 1) {
      world.say(deviceId, { kind: 'slot-changed', slot, occupied: true, behindClosedDoor: true });
    }
  }
}

/** Card and finger of one person, taken by the administrator before the past begins and witnessed by the clerk. */
function enrolments(world: DemoWorld, personId: string): readonly PeopleEvent[] {
  const cabinetFromMs = world.office.nowMs;
  const enrolledBy = world.withRole('system-admin').personId;
  const witnessedBy = world.withRole('attendance-clerk').personId;
  const by = { personId, enrolledBy, witnessedBy, cabinetFromMs };
  const { cardRef } = world.cardOf(personId);
  const formNumber = `${world.office.context().officeDate.slice(0, 4)}-${personId}`;
  return [
    { type: 'people.finger-consent-given', data: { personId, by: enrolledBy, formNumber } },
    { type: 'people.card-enrolled', data: { ...by, cardRef, format: 'em4100-40', temporary: false } },
    ...world.modules.flatMap(({ moduleId, prints }): PeopleEvent[] => {
      const print = prints.find((one) => one.personId === personId);
      if (print === undefined) return [];
      return [
        { type: 'people.finger-enrolled', data: { ...by, moduleId, page: print.page, finger: '右手食指' } },
      ];
    }),
  ];
}

/** The journal's head stands just before the demonstration begins: the readers were watched until then. */
function planLastWord(world: DemoWorld, atMs: number): void {
  const [device] = world.modules;
  if (device === undefined) return;
  world.plan(atMs, () =>
    world.office.record({ type: 'stations.device-proven', data: { deviceId: device.deviceId, atMs } }),
  );
}

function result(world: DemoWorld): DemoOffice {
  const { office, staff, modules } = world;
  const sectionName = (sectionId: string): string =>
    staff.sections.find((one) => one.sectionId === sectionId)?.name ?? '';
  const people: BenchState['people'] = staff.people.map(({ personId, name, sectionId }) => ({
    personId,
    name,
    section: sectionName(sectionId),
    fingers: [{ print: printOf(personId), label: '右手食指' }],
    cards: [world.cardOf(personId).cardNumber],
  }));
  return {
    events: office.events.map(
      ({ recordedAtMs, actor, position: _position, officeDate: _date, cause: _cause, ...event }) => ({
        atMs: recordedAtMs,
        actor,
        event,
      }),
    ),
    cards: staff.people.map(({ personId }) => ({ personId, cardNumber: world.cardOf(personId).cardNumber })),
    modules,
    refusals: world.refusals,
    slots: world.devices('seal-cabinet').map(({ deviceId, slotCount = 0 }) => ({
      cabinetId: deviceId,
      occupied: Array.from({ length: slotCount }, () => true),
    })),
    people,
  };
}
