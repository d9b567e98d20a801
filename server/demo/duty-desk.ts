/** Shifts at the duty desk: a roster for weeks, who signs on, calls that ring, what is written down. */
import type { Principal } from '../access/principal.ts';
import type { DemoPerson } from './staff.ts';
import type { DemoWorld } from './world.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const CALLERS = ['06353321208', '05383212345', '13805480012', '06353310060', '05388266100'] as const;
const MATTERS = [
  ['市委办公室', '下午三时常委会议，请通知分工市长参会', '综合科'],
  ['石横镇', '汛情排查情况已报送，请查收', '督查科'],
  ['省政府总值班室', '抽查值班情况', undefined],
  ['群众来电', '反映老城区供热问题，已告知承办单位', '信访接待科'],
  ['应急管理局', '报告道路结冰预警', '王建国'],
  ['新城街道', '询问文件是否收到', undefined],
] as const;

export function planRoster(world: DemoWorld, fromDate: string, days: number): void {
  const { office, options, staff } = world;
  const officers = staff.people.filter(
    ({ standing, leader, post }) => standing === 'official' && !leader && post !== '科长',
  );
  const leaders = staff.people.filter(
    ({ roles }) => roles.includes('director') || roles.includes('deputy-director'),
  );
  const drivers = staff.people.filter(({ post }) => post === '驾驶员');
  const secretaries = staff.people.filter(({ roles }) => roles.includes('secretary-staff'));
  const at = (list: readonly DemoPerson[], index: number): string =>
    list[index % list.length]?.personId ?? '';
  const { calendar } = office.context();
  const rows = Array.from({ length: days }, (_, index) => options.time.addDays(fromDate, index)).flatMap(
    (officeDate, index) => {
      const common = { officeDate, leaderId: at(leaders, index), driverId: at(drivers, index) };
      const isWorking = calendar.isWorkingDay(officeDate) === true;
      // On working days the secretary section keeps the telephone (ZB-1); on others everybody takes a turn.
      const day = isWorking
        ? { ...common, shiftId: 'day', officerIds: [at(secretaries, index)] }
        : { ...common, shiftId: 'rest-day', officerIds: [at(officers, index + 5)] };
      return [day, { ...common, shiftId: 'night', officerIds: [at(officers, index)] }];
    },
  );
  const chief = world.withRole('seal-custodian').personId;
  world.plan(office.nowMs + MINUTE_MS, () => office.ask(chief, 'duty.publish-roster', { rows }));
}

interface Turn {
  readonly shiftId: string;
  readonly from: string;
  readonly to: string;
  readonly callsMax: number;
}

/** One date at the desk: the day's turn and the night's. */
export function planDutyDay(world: DemoWorld, officeDate: string): void {
  const isWorking = world.office.context().calendar.isWorkingDay(officeDate) === true;
  planTurn(world, officeDate, {
    shiftId: isWorking ? 'day' : 'rest-day',
    from: '08:00',
    to: '17:30',
    callsMax: isWorking ? 5 : 3,
  });
  planTurn(world, officeDate, { shiftId: 'night', from: '19:30', to: '21:30', callsMax: 3 });
}

/** Signs on some minutes before, takes the calls that come, signs off after the end. */
function planTurn(world: DemoWorld, officeDate: string, { shiftId, from, to, callsMax }: Turn): void {
  const { options, chance } = world;
  const stationId = world.stationOf('duty');
  const line = world.devices('phone-line-monitor')[0]?.deviceId;
  if (stationId === undefined || line === undefined) return;
  const startMs = options.time.instantOf(officeDate, from);
  const endMs = options.time.instantOf(officeDate, to);
  const desk: Principal = { kind: 'station', stationId, station: 'duty' };
  world.plan(startMs - chance.between(1, 12) * MINUTE_MS, () => signOn(world, desk, officeDate, shiftId));
  const calls = chance.between(1, callsMax);
  for (let number = 1; number <= calls; number += 1) {
    const part = (number - 0.5 + chance.spread() * 0.15) / calls;
    const atMs = startMs + Math.floor(part * (endMs - startMs - 6 * MINUTE_MS));
    planCall(world, { line, desk, callId: `call-demo-${officeDate}-${shiftId}-${number}`, atMs });
  }
  world.plan(endMs + chance.between(60, 300) * SECOND_MS, () => signOff(world, desk));
}

function signOn(
  world: DemoWorld,
  desk: Extract<Principal, { kind: 'station' }>,
  officeDate: string,
  shiftId: string,
): void {
  const officer = officerOf(world, officeDate, shiftId);
  if (officer === undefined) return;
  world.badgeAt(desk.stationId, officer.personId, 'card');
  world.office.moveTo(world.office.nowMs + 4 * SECOND_MS);
  world.office.request(desk, 'duty.sign-on', { personId: officer.personId });
}

function signOff(world: DemoWorld, desk: Extract<Principal, { kind: 'station' }>): void {
  const [personId] = world.office.context().duty.signedOn(desk.stationId);
  if (personId === undefined) return;
  world.badgeAt(desk.stationId, personId, 'card');
  world.office.moveTo(world.office.nowMs + 5 * SECOND_MS);
  world.office.request(desk, 'duty.sign-off', { personId, remark: '一切正常，印章在位' });
}

function officerOf(
  { office, staff }: DemoWorld,
  officeDate: string,
  shiftId: string,
): DemoPerson | undefined {
  const published = office.events.flatMap((event) =>
    event.type === 'duty.roster-published' ? event.data.rows : [],
  );
  const row = published.find((one) => one.officeDate === officeDate && one.shiftId === shiftId);
  return staff.people.find(({ personId }) => personId === row?.officerIds[0]);
}

interface Call {
  readonly line: string;
  readonly desk: Principal;
  readonly callId: string;
  readonly atMs: number;
}

/** Rings of one second with four between; mostly answered within two, now and then late or given up. */
function planCall(world: DemoWorld, { line, desk, callId, atMs }: Call): void {
  const { chance } = world;
  const fate = chance.unit();
  const rings = fate < 0.82 ? chance.between(1, 2) : fate < 0.92 ? 3 : fate < 0.96 ? 1 : 5;
  const isAnswered = fate < 0.92;
  for (let ring = 1; ring <= rings; ring += 1) {
    const startMs = atMs + (ring - 1) * 5 * SECOND_MS;
    world.plan(startMs, () => {
      world.say(line, { kind: 'ring-started', lineId: line, callId, ring, evidence: 'counted' });
      if (ring === 1)
        world.say(line, { kind: 'caller-number-known', lineId: line, callId, number: chance.pick(CALLERS) });
    });
    world.plan(startMs + SECOND_MS, () =>
      world.say(line, { kind: 'ring-stopped', lineId: line, callId, ring }),
    );
  }
  const lastMs = atMs + (rings - 1) * 5 * SECOND_MS;
  if (!isAnswered) {
    const rangForMs = lastMs + SECOND_MS - atMs;
    const given = {
      kind: 'call-abandoned',
      lineId: line,
      callId,
      ringsStarted: rings,
      rangForMs,
      evidence: 'counted',
    } as const;
    world.plan(lastMs + 6 * SECOND_MS, () => world.say(line, given));
    world.plan(lastMs + 5 * MINUTE_MS, () => callBack(world, desk, callId));
    return;
  }
  const answeredMs = lastMs + chance.between(300, 3200);
  const answered = {
    kind: 'call-answered',
    lineId: line,
    callId,
    ringsStarted: rings,
    waitMs: answeredMs - atMs,
    evidence: 'counted',
  } as const;
  const talkMs = chance.between(20, 180) * SECOND_MS;
  world.plan(answeredMs, () => world.say(line, answered));
  world.plan(answeredMs + talkMs, () =>
    world.say(line, { kind: 'call-ended', lineId: line, callId, talkMs }),
  );
  world.plan(answeredMs + talkMs + 40 * SECOND_MS, () => writeDown(world, desk, callId));
}

function writeDown({ office, chance }: DemoWorld, desk: Principal, callId: string): void {
  if (office.context().duty.signedOn().length === 0) return;
  const [from, matter, passedTo] = chance.pick(MATTERS);
  const passed = passedTo === undefined ? {} : { passedTo };
  office.request(desk, 'duty.log-call', { callId, from, matter, ...passed, done: passedTo !== undefined });
}

function callBack({ office }: DemoWorld, desk: Principal, callId: string): void {
  const missed = office.events.some(
    (event) =>
      event.type === 'duty.call-judged' &&
      event.data.callId === callId &&
      event.data.callBackDueMs !== undefined,
  );
  if (missed && office.context().duty.signedOn().length > 0) {
    office.request(desk, 'duty.called-back', { callId, remark: '已回电，对方已办结' });
  }
}
