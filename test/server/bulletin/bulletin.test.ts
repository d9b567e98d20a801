/** KQ-4 from the closed month to what was issued: three days, three people, frozen, and put right in the next. */
import { describe, expect, it } from 'vitest';
import type { AttendanceVerdict } from '../../../server/attendance/events.ts';
import { canonicalCsv } from '../../../server/bulletin/layout.ts';
import { textOf } from '../../../server/bulletin/text.ts';
import { sha256Of } from '../../../server/digest.ts';
import { SERVICE, type OfficeHarness } from '../../support/office-harness.ts';
import { morningOffice, personRecord, STAFF } from '../../support/morning-office.ts';
import { RegisterMemory } from '../../support/register-memory.ts';

const OCTOBER = { month: '2026-10', version: 1 };

function judge(
  office: OfficeHarness,
  personId: string,
  officeDate: string,
  verdict: AttendanceVerdict,
): void {
  office.record({
    type: 'attendance.rejudged',
    data: {
      previous: undefined,
      judgement: { personId, officeDate, verdict, clause: 'KQ-2', ruleVersion: 0, because: [] },
      contact: undefined,
      reason: 'test',
    },
  });
}

/** An office that has lived through October, with what happened in it. */
function closedOctober(): OfficeHarness {
  const office = morningOffice({ start: '2026-10-01T06:00:00' });
  // Nobody is judged by the clock here, so that each verdict is one that the test states.
  STAFF.forEach(([personId, name, roles], at) => {
    const exemptFromSignIn = { from: '2026-01-01', until: undefined };
    const record = { ...personRecord(personId, name, roles, at + 1), exemptFromSignIn };
    office.request(SERVICE, 'people.record-person', record);
  });
  judge(office, 'p-finger', '2026-10-12', 'late');
  judge(office, 'p-finger', '2026-10-13', 'late');
  judge(office, 'p-card', '2026-10-14', 'absent');
  judge(office, 'p-both', '2026-10-15', 'open');
  office.asleep = true;
  office.advanceTo('2026-11-02T08:00:00');
  office.asleep = false;
  return office;
}

function issued(office: OfficeHarness, month: string, dates: readonly [string, string]): void {
  office.ask('p-clerk', 'bulletin.draft', { month });
  office.advanceTo(`${dates[0]}T09:00:00`);
  office.ask('p-deputy', 'bulletin.review', { month, version: 1, approved: true, remark: '' });
  office.ask('p-director', 'bulletin.sign', { month, version: 1, approved: true, remark: '同意印发' });
  office.advanceTo(`${dates[1]}T09:00:00`);
  office.ask('p-clerk', 'bulletin.issue', { month, version: 1 });
}

/** The desk without the words of other modules. */
function ofTheBulletin(document: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key.startsWith('inbox/bulletin/')));
}

/** A draft is taken back and made again until the review. */
function stage(office: OfficeHarness, month = '2026-10'): unknown {
  const { bulletins } = office.view('bulletin.list', {}, office.person('p-clerk')) as {
    bulletins: readonly { month: string; stage: string }[];
  };
  return bulletins.find((one) => one.month === month)?.stage;
}

function csv(office: OfficeHarness, month: string, personId = 'p-clerk'): string {
  const view = office.modules.flatMap(({ views }) => views).find(({ name }) => name === 'bulletin.text');
  const sheet = view?.sheet?.(
    Object(office.stateOf('bulletin')),
    { month },
    { context: office.context(), registers: office.registers, principal: office.person(personId) },
  );
  return (sheet?.rows ?? []).map((row) => row.join('|')).join('\n');
}

describe('the monthly bulletin', () => {
  it('KQ-4: draft, three working days of checking, 审核, 签发, 印发 by the fifth working day', () => {
    const office = closedOctober();
    const [clerk, deputy, director, staff] = ['p-clerk', 'p-deputy', 'p-director', 'p-finger'].map((id) =>
      office.screen('desk', undefined, office.person(id)),
    );
    expect(clerk?.document['inbox/bulletin/2026-10/draft']).toMatchObject({
      title: '2026年10月考勤通报：待起草',
      detail: '应于 2026-11-06 前印发（考勤制度第四条）。',
    });
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    expect(clerk?.document['inbox/bulletin/2026-10/draft']).toBeUndefined();
    expect(staff?.document['inbox/bulletin/2026-10/sheet']).toMatchObject({
      detail: expect.stringContaining('核对期至 2026-11-05'),
    });
    office.ask('p-finger', 'bulletin.confirm-sheet', OCTOBER);
    expect(staff?.document['inbox/bulletin/2026-10/sheet']).toBeUndefined();
    const review = { ...OCTOBER, approved: true, remark: '' };
    office.advanceTo('2026-11-05T23:59:59');
    expect(deputy?.document['inbox/bulletin/2026-10/review']).toBeUndefined();
    expect(office.refusal(() => office.ask('p-deputy', 'bulletin.review', review))).toBe('BULLETIN_CHECKING');
    office.advanceTo('2026-11-06T00:00:00');
    expect(deputy?.document['inbox/bulletin/2026-10/review']).toBeDefined();
    expect(
      office.refusal(() => office.ask('p-finger', 'bulletin.object', { ...OCTOBER, text: '有误' })),
    ).toBe('BULLETIN_CHECK_OVER');
    office.ask('p-deputy', 'bulletin.review', review);
    expect(deputy?.document['inbox/bulletin/2026-10/review']).toBeUndefined();
    expect(director?.document['inbox/bulletin/2026-10/sign']).toBeDefined();
    office.ask('p-director', 'bulletin.sign', { ...OCTOBER, approved: true, remark: '' });
    office.advanceTo('2026-11-06T08:30:00');
    expect(clerk?.document['inbox/bulletin/2026-10/issue']).toMatchObject({ detail: '应于今日印发。' });
    office.ask('p-clerk', 'bulletin.issue', OCTOBER);
    expect(stage(office)).toBe('issued');
    for (const screen of [clerk, deputy, director, staff])
      expect(ofTheBulletin(screen?.document)).toEqual(ofTheBulletin(screen?.full()));
    expect(office.rebuilt().get('bulletin')).toEqual(office.states.get('bulletin'));
  });

  it('KQ-4: tells each reader what may be done now and by when, and nobody what would be refused', () => {
    const office = closedOctober();
    const listed = (personId: string) =>
      office.view('bulletin.list', {}, office.person(personId)) as {
        waiting?: { may: readonly string[] };
        bulletins: readonly { may: readonly string[]; checking: boolean; issueBy: string }[];
      };
    const may = (personId: string) => listed(personId).bulletins[0]?.may;
    expect(listed('p-clerk').waiting?.may).toEqual(['draft']);
    expect(listed('p-finger').waiting?.may).toEqual([]);
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    expect(listed('p-clerk').waiting).toBeUndefined();
    expect(listed('p-clerk').bulletins[0]).toMatchObject({ checking: true, issueBy: '2026-11-06' });
    expect(may('p-clerk')).toEqual(['draft', 'confirm-sheet', 'object']);
    expect(may('p-finger')).toEqual(['confirm-sheet', 'object']);
    expect(may('p-deputy')).toEqual(['confirm-sheet', 'object', 'return']);
    office.ask('p-finger', 'bulletin.confirm-sheet', OCTOBER);
    expect(may('p-finger')).toEqual(['object']);
    office.ask('p-finger', 'bulletin.object', { ...OCTOBER, personId: 'p-finger', text: '已请假' });
    expect(may('p-clerk')).toContain('answer');
    expect(may('p-finger')).not.toContain('answer');
    office.advanceTo('2026-11-06T09:00:00');
    expect(may('p-deputy')).toEqual(['answer', 'return']);
    const [objectionId] = Object.keys(Object(office.stateOf('bulletin')).tracks['2026-10'].objections);
    const text = '已核实';
    office.ask('p-clerk', 'bulletin.answer', { month: '2026-10', objectionId, accepted: false, text });
    expect(may('p-deputy')).toEqual(['review', 'return']);
    expect(may('p-finger')).toEqual([]);
    const yes = { ...OCTOBER, approved: true, remark: '' };
    office.ask('p-deputy', 'bulletin.review', yes);
    expect([may('p-deputy'), may('p-director'), may('p-clerk')]).toEqual([[], ['sign'], []]);
    office.ask('p-director', 'bulletin.sign', yes);
    expect([may('p-director'), may('p-clerk')]).toEqual([[], ['issue']]);
    office.ask('p-clerk', 'bulletin.issue', OCTOBER);
    expect(may('p-clerk')).toEqual([]);
  });

  it('KQ-4: drafting, reviewing and signing are three people’s, and each step names the draft it saw', () => {
    const office = closedOctober();
    const refused = (who: string, type: string, body: object): string | undefined =>
      office.refusal(() => office.ask(who, type, body));
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    office.advanceTo('2026-11-06T09:00:00');
    const yes = { approved: true, remark: '' };
    expect(refused('p-deputy', 'bulletin.review', { ...OCTOBER, ...yes })).toBe('BULLETIN_VERSION_OLD');
    expect(refused('p-clerk', 'bulletin.review', { month: '2026-10', version: 2, ...yes })).toBe(
      'BULLETIN_SECOND_PERSON',
    );
    expect(refused('p-director', 'bulletin.sign', { month: '2026-10', version: 2, ...yes })).toBe(
      'BULLETIN_NOT_NOW',
    );
    // The director who is asked to review as the deputy does one step of the two, not both.
    office.ask('p-director', 'bulletin.review', { month: '2026-10', version: 2, ...yes });
    expect(refused('p-director', 'bulletin.sign', { month: '2026-10', version: 2, ...yes })).toBe(
      'BULLETIN_SECOND_PERSON',
    );
    expect(refused('p-deputy', 'bulletin.sign', { month: '2026-10', version: 2, ...yes })).toBe(
      'BULLETIN_DIRECTORS',
    );
    expect(refused('p-clerk', 'bulletin.draft', { month: '2026-10' })).toBe('BULLETIN_NOT_NOW');
    expect(refused('p-clerk', 'bulletin.issue', { month: '2026-10', version: 2 })).toBe('BULLETIN_NOT_NOW');
    expect(refused('p-clerk', 'bulletin.draft', { month: '2026-11' })).toBe('BULLETIN_MONTH_OPEN');
    expect(refused('p-clerk', 'bulletin.draft', { month: '2026-09' })).toBe('BULLETIN_MONTH_OPEN');
  });

  it('KQ-4: persons and sections object, somebody else answers, and only then is it reviewed', () => {
    const office = closedOctober();
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    const text = '13 日因公外出';
    const own = office.ask('p-finger', 'bulletin.object', { ...OCTOBER, personId: 'p-finger', text });
    const refused = (who: string, body: object): string | undefined =>
      office.refusal(() => office.ask(who, 'bulletin.object', { ...OCTOBER, text, ...body }));
    expect(refused('p-finger', { personId: 'p-card' })).toBe('BULLETIN_NOT_YOURS');
    expect(refused('p-head', { personId: 'p-finger' })).toBe('BULLETIN_NOT_YOURS');
    expect(refused('p-head', { personId: 'p-card' })).toBeUndefined();
    office.advanceTo('2026-11-06T09:00:00');
    const review = { ...OCTOBER, approved: true, remark: '' };
    expect(office.refusal(() => office.ask('p-deputy', 'bulletin.review', review))).toBe(
      'BULLETIN_OBJECTIONS_OPEN',
    );
    const open = office.view('bulletin.text', { month: '2026-10' }, office.person('p-clerk')) as {
      objections: readonly { objectionId: string }[];
    };
    expect(open.objections).toHaveLength(2);
    expect(own).toEqual({ objectionId: open.objections[0]?.objectionId });
    for (const { objectionId } of open.objections) {
      office.ask('p-clerk', 'bulletin.answer', {
        month: '2026-10',
        objectionId,
        accepted: false,
        text: '无公出登记',
      });
    }
    office.ask('p-deputy', 'bulletin.review', review);
    expect(stage(office)).toBe('reviewed');
  });

  it('KQ-4: a draft that comes back is made again, and what is issued is what was signed', () => {
    const office = closedOctober();
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    office.advanceTo('2026-11-06T09:00:00');
    office.ask('p-deputy', 'bulletin.review', { ...OCTOBER, approved: false, remark: '请补 14 日' });
    const clerk = office.screen('desk', undefined, office.person('p-clerk'));
    expect(clerk.document['inbox/bulletin/2026-10/draft']).toMatchObject({
      detail: expect.stringContaining('退回意见：请补 14 日'),
    });
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    const second = { month: '2026-10', version: 2, approved: true, remark: '' };
    office.ask('p-deputy', 'bulletin.review', second);
    judge(office, 'p-finger', '2026-10-13', 'explained');
    office.ask('p-director', 'bulletin.sign', second);
    office.ask('p-clerk', 'bulletin.issue', { month: '2026-10', version: 2 });
    expect(csv(office, '2026-10')).toContain('张伟||2|10月12日、10月13日');
  });

  it('KQ-4: the canonical CSV written again from the journal alone is the same bytes', () => {
    const office = closedOctober();
    issued(office, '2026-10', ['2026-11-06', '2026-11-06']);
    const event = office.events.find(({ type }) => type === 'bulletin.issued');
    const sha256 = event?.type === 'bulletin.issued' ? event.data.sha256 : '';
    judge(office, 'p-finger', '2026-10-13', 'on-time');
    office.request(SERVICE, 'people.record-section', {
      sectionId: 's-1',
      name: '秘书一科',
      order: 1,
    });
    const fresh = new RegisterMemory(office.modules.flatMap(({ registers }) => registers));
    for (const line of office.events) fresh.apply(JSON.parse(JSON.stringify(line)) as typeof line);
    const again = canonicalCsv(textOf(fresh, '2026-10', 1));
    expect(sha256Of(again)).toBe(sha256);
    expect(again.startsWith('\uFEFF类别,科室,姓名')).toBe(true);
    expect(again).toContain('本月,秘书科,张伟,,2,10月12日、10月13日,0,,0,,0,,,\r\n');
    expect(again).toContain('待核');
  });

  it('KQ-4: what changed since appears as 更正 in the next, once, with person and day', () => {
    const office = closedOctober();
    issued(office, '2026-10', ['2026-11-06', '2026-11-06']);
    judge(office, 'p-finger', '2026-10-13', 'explained');
    judge(office, 'p-both', '2026-10-15', 'absent');
    judge(office, 'p-chief', '2026-10-16', 'late');
    judge(office, 'p-admin', '2026-10-16', 'on-time');
    office.asleep = true;
    office.advanceTo('2026-12-01T08:00:00');
    office.asleep = false;
    issued(office, '2026-11', ['2026-12-07', '2026-12-07']);
    const november = csv(office, '2026-11').split('\n');
    expect(november.filter((row) => row.startsWith('更正'))).toEqual([
      '更正|秘书科|孙淑芬|||||||||||2026年10月16日原印发：未列；现更正为：迟到',
      '更正|秘书科|张伟|||||||||||2026年10月13日原印发：迟到；现更正为：不计',
      '更正|秘书科|欧阳静怡|||||||||||2026年10月15日原印发：待核；现更正为：缺勤',
    ]);
    office.asleep = true;
    office.advanceTo('2027-01-04T08:00:00');
    office.asleep = false;
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-12' });
    expect(csv(office, '2026-12')).not.toContain('更正|');
    expect(office.rebuilt().get('bulletin')).toEqual(office.states.get('bulletin'));
  });

  it('KQ-4: before it is issued everybody reads the own line, a head the section’s; afterwards the whole', () => {
    const office = closedOctober();
    office.ask('p-clerk', 'bulletin.draft', { month: '2026-10' });
    const names = (personId: string): number => csv(office, '2026-10', personId).split('\n').length;
    expect(names('p-finger')).toBe(1);
    expect(names('p-head')).toBe(2);
    expect(names('p-clerk')).toBe(9);
    const grants = office.modules
      .flatMap(({ views }) => views)
      .filter(({ name }) => name.startsWith('bulletin.'))
      .flatMap(({ allow }) => allow);
    expect(grants.filter((grant) => grant.startsWith('station') || grant === 'public')).toEqual([]);
  });
});

describe('KH-1', () => {
  it('KH-1: a quarter with its closing date and the days, 借调 and 编外 marked, no sanction and never 旷工', () => {
    const office = closedOctober();
    judge(office, 'p-finger', '2026-03-09', 'late');
    const list = office.view('bulletin.year-end', { year: '2026', span: 'quarter-4' }) as {
      title: string;
      closingDate: string;
      people: readonly { personId: string }[];
    };
    expect(list).toMatchObject({
      title: '2026年第四季度考勤情况（供考核参考）',
      closingDate: '2026-11-02',
    });
    expect(list.people.find(({ personId }) => personId === 'p-finger')).toMatchObject({
      lateDates: ['2026-10-12', '2026-10-13'],
      sinceJanuary: { lates: 3, converted: 1, remainder: 0, absences: 1 },
      eligibility: '未超过规定次数',
    });
    expect(JSON.stringify(list)).not.toMatch(/旷工|处分|处理|不得/);
  });
});
