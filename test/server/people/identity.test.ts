/** YX-Y1: identity changes are the way in. Second person, 24 hours, waiver by two; stopped cards, leavers, modules. */
import { describe, expect, it } from 'vitest';
import { spell } from '../../../server/people/people-view.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { SERVICE } from '../../support/office-harness.ts';
import {
  CARD,
  ENTRANCE,
  FINGER,
  MODULE,
  cardOf,
  lastBadge,
  morningOffice,
  personRecord,
  press,
  swipe,
} from '../../support/morning-office.ts';

const HOUR_MS = 3_600_000;

function consent(office: OfficeHarness, ...personIds: readonly string[]): void {
  for (const personId of personIds)
    office.ask('p-clerk', 'people.give-finger-consent', { personId, formNumber: '2026-1' });
}
function start(office: OfficeHarness, by: string, personId: string, credential: 'finger' | 'card'): string {
  const deviceId = credential === 'finger' ? FINGER : CARD;
  const answer = office.ask(by, 'people.start-enrolment', { personId, credential, deviceId });
  if (typeof answer === 'object' && answer !== null && 'enrolmentId' in answer)
    return String(answer.enrolmentId);
  throw new TypeError('no enrolment');
}
function finger(office: OfficeHarness, enrolmentId: string, page: number): void {
  const at = office.stamp();
  const step = { name: 'done-finger', moduleId: MODULE, page } as const;
  office.device({ kind: 'enrolment-advanced', deviceId: FINGER, stationId: ENTRANCE, at, enrolmentId, step });
}
function card(office: OfficeHarness, enrolmentId: string, cardRef: string): void {
  const at = office.stamp();
  office.device({
    kind: 'card-enrolled',
    deviceId: CARD,
    stationId: ENTRANCE,
    at,
    enrolmentId,
    cardRef,
    heldBy: undefined,
    format: 'em4100-40',
  });
}

describe('enrolment', () => {
  it('of ordinary staff needs nobody else, and the reader is told of the new page', () => {
    const office = morningOffice();
    const screen = office.screen('desk', undefined, office.person('p-admin'));
    consent(office, 'p-card');
    const id = start(office, 'p-admin', 'p-card', 'finger');
    const at = office.stamp();
    const guide = {
      kind: 'enrolment-advanced',
      deviceId: FINGER,
      stationId: ENTRANCE,
      at,
      enrolmentId: id,
    } as const;
    office.device({ ...guide, step: { name: 'press-again', sample: 2, because: 'poor-image' } });
    expect(screen.document[`enrolment/${id}`]).toMatchObject({
      step: 'press-again',
      sample: 2,
      because: 'poor-image',
      outcome: 'running',
    });
    finger(office, id, 40);
    expect(screen.document[`enrolment/${id}`]).toMatchObject({ outcome: 'done', personName: '刘洋' });
    const told = office.effects.findLast(
      (effect) => effect.kind === 'device' && effect.command.kind === 'expect-module',
    );
    expect(told).toMatchObject({
      deviceId: FINGER,
      command: { moduleId: MODULE, pages: expect.arrayContaining([40]) },
    });
    office.badge(FINGER, { by: 'finger', moduleId: MODULE, page: 40, score: 90 });
    expect(lastBadge(office)).toMatchObject({ personId: 'p-card' });
    expect(screen.document).toEqual(screen.full());
  });

  it('YX-Y1: of a custodian counts only once a second person has witnessed it, and bars the cabinet for 24 h', () => {
    const office = morningOffice();
    consent(office, 'p-chief');
    const id = start(office, 'p-admin', 'p-chief', 'finger');
    finger(office, id, 41);
    office.badge(FINGER, { by: 'finger', moduleId: MODULE, page: 41, score: 90 });
    expect(lastBadge(office)).toMatchObject({ reason: 'unknown' });
    for (const by of ['p-admin', 'p-chief']) {
      expect(
        office.refusal(() => office.ask(by, 'people.witness-enrolment', { enrolmentId: id })),
        by,
      ).toBe('PEOPLE_SECOND_PERSON');
    }
    office.ask('p-clerk', 'people.witness-enrolment', { enrolmentId: id });
    office.badge(FINGER, { by: 'finger', moduleId: MODULE, page: 41, score: 90 });
    expect(lastBadge(office)).toMatchObject({
      personId: 'p-chief',
      cabinetFromMs: office.nowMs + 24 * HOUR_MS,
    });
    const told = office.screen('desk', undefined, office.person('p-chief')).document['inbox/identity'];
    expect(told).toMatchObject({
      title: '您的身份凭据有变动',
      detail: expect.stringContaining('马超经办，王芳见证'),
    });
  });

  it('YX-Y1: a witness may be there before the finger is pressed', () => {
    const office = morningOffice();
    const id = start(office, 'p-admin', 'p-chief', 'card');
    office.ask('p-clerk', 'people.witness-enrolment', { enrolmentId: id });
    expect(office.refusal(() => office.ask('p-head', 'people.witness-enrolment', { enrolmentId: id }))).toBe(
      'PEOPLE_WITNESS_NOT_NEEDED',
    );
    card(office, id, 'card-new');
    office.card(CARD, 'card-new');
    expect(lastBadge(office)).toMatchObject({ personId: 'p-chief' });
  });

  it('YX-Y1: unwitnessed after ten minutes it is void, and the template is deleted from the module', () => {
    const office = morningOffice();
    consent(office, 'p-director');
    const id = start(office, 'p-admin', 'p-director', 'finger');
    finger(office, id, 42);
    office.advance(10 * 60_000);
    const ended = office.events.findLast(({ type }) => type === 'people.enrolment-ended');
    expect(ended?.data).toMatchObject({ enrolmentId: id, outcome: 'failed', reason: 'no-second-person' });
    const deleted = office.effects.find(
      (effect) => effect.kind === 'device' && effect.command.kind === 'delete-finger-pages',
    );
    expect(deleted).toMatchObject({ command: { moduleId: MODULE, pages: [42] } });
    expect(office.refusal(() => office.ask('p-clerk', 'people.witness-enrolment', { enrolmentId: id }))).toBe(
      'PEOPLE_ENROLMENT_UNKNOWN',
    );
  });

  it('refuses a card that somebody holds, a busy reader, a reader that is away or of the other kind', () => {
    const office = morningOffice();
    const id = start(office, 'p-admin', 'p-finger', 'card');
    expect(office.refusal(() => start(office, 'p-clerk', 'p-card', 'card'))).toBe('PEOPLE_READER_BUSY');
    card(office, id, cardOf('p-both'));
    const ended = office.events.findLast(({ type }) => type === 'people.enrolment-ended');
    expect(ended?.data).toMatchObject({ outcome: 'failed', reason: 'held-by-another' });
    consent(office, 'p-finger');
    const wrong = { personId: 'p-finger', credential: 'finger', deviceId: CARD };
    expect(office.refusal(() => office.ask('p-admin', 'people.start-enrolment', wrong))).toBe(
      'PEOPLE_READER_UNFIT',
    );
    office.health(FINGER, 'offline', 'unplugged', office.nowMs);
    expect(office.refusal(() => start(office, 'p-admin', 'p-finger', 'finger'))).toBe('PEOPLE_READER_AWAY');
  });

  it('is given up when the reader never speaks again', () => {
    const office = morningOffice();
    const id = start(office, 'p-admin', 'p-finger', 'card');
    office.advance(5 * 60_000);
    expect(office.events.findLast(({ type }) => type === 'people.enrolment-ended')?.data).toMatchObject({
      enrolmentId: id,
      reason: 'timed-out',
    });
    expect(start(office, 'p-admin', 'p-card', 'card')).not.toBe(id);
  });
});

describe('YX-Y1: roles, passwords, waivers', () => {
  it('YX-Y1: a custodian’s role waits for a second person, who is neither proposer nor holder', () => {
    const office = morningOffice();
    const record = { ...personRecord('p-card', '刘洋', ['seal-custodian'], 7) };
    const answer = office.ask('p-admin', 'people.record-person', record);
    expect(office.context().people.hasRole('p-card', 'seal-custodian')).toBe(false);
    expect(office.refusal(() => office.ask('p-admin', 'people.confirm-person', answer))).toBe(
      'PEOPLE_SECOND_PERSON',
    );
    expect(office.refusal(() => office.ask('p-card', 'people.confirm-person', answer))).toBe(
      'PEOPLE_NOT_FOR_ONESELF',
    );
    office.ask('p-director', 'people.confirm-person', answer);
    expect(office.context().people.hasRole('p-card', 'seal-custodian')).toBe(true);
    swipe(office, 'p-card');
    expect(lastBadge(office)).toMatchObject({ cabinetFromMs: office.nowMs + 24 * HOUR_MS });
  });

  it('YX-Y1: the command line is no way around: it proposes, and resets no custodian’s password alone', () => {
    const office = morningOffice();
    const cli = { kind: 'system', through: 'command-line' } as const;
    office.request(cli, 'people.record-person', personRecord('p-card', '刘洋', ['director'], 7));
    expect(office.context().people.hasRole('p-card', 'director')).toBe(false);
    const reset = { personId: 'p-chief', credential: 'password', changedBy: 'command-line' };
    expect(office.refusal(() => office.request(cli, 'people.record-credential-change', reset))).toBe(
      'PEOPLE_SECOND_PERSON',
    );
    office.request(cli, 'people.record-credential-change', { ...reset, witnessedBy: 'p-clerk' });
    swipe(office, 'p-chief');
    expect(lastBadge(office)).toMatchObject({ cabinetFromMs: office.nowMs + 24 * HOUR_MS });
  });

  it('YX-Y1: roles are not given by who keeps the register', () => {
    const office = morningOffice();
    const record = personRecord('p-card', '刘洋', ['auditor'], 7);
    expect(office.refusal(() => office.ask('p-clerk', 'people.record-person', record))).toBe(
      'PEOPLE_ROLES_NOT_YOURS',
    );
    expect(
      office.refusal(() => office.ask('p-clerk', 'people.record-person', { ...record, roles: [] })),
    ).toBeUndefined();
  });

  it('YX-Y1: the wait is waived by two, neither of them the holder', () => {
    const office = morningOffice();
    office.request(SERVICE, 'people.record-credential-change', {
      personId: 'p-chief',
      credential: 'pin',
      changedBy: 'p-chief',
    });
    const ask = (by: string): string | undefined =>
      office.refusal(() =>
        office.ask(by, 'people.waive-identity-wait', { personId: 'p-chief', reason: '急件' }),
      );
    expect(ask('p-chief')).toBe('PEOPLE_NOT_FOR_ONESELF');
    expect(ask('p-deputy')).toBeUndefined();
    const confirm = (by: string): string | undefined =>
      office.refusal(() => office.ask(by, 'people.confirm-waiver', { personId: 'p-chief' }));
    expect(confirm('p-deputy')).toBe('PEOPLE_SECOND_PERSON');
    expect(confirm('p-chief')).toBe('PEOPLE_NOT_FOR_ONESELF');
    expect(confirm('p-director')).toBeUndefined();
    swipe(office, 'p-chief');
    expect(lastBadge(office)).toMatchObject({ personId: 'p-chief', cabinetFromMs: 0 });
    expect(ask('p-deputy')).toBe('PEOPLE_NO_WAIT');
  });

  it('YX-Y1: a waiver asked for before another change does not waive the wait of that change', () => {
    const office = morningOffice();
    const changePin = (): unknown =>
      office.request(SERVICE, 'people.record-credential-change', {
        personId: 'p-chief',
        credential: 'pin',
        changedBy: 'p-admin',
        witnessedBy: 'p-clerk',
      });
    const ask = (): unknown =>
      office.ask('p-deputy', 'people.waive-identity-wait', { personId: 'p-chief', reason: '急件' });
    const confirm = (): string | undefined =>
      office.refusal(() => office.ask('p-director', 'people.confirm-waiver', { personId: 'p-chief' }));
    changePin();
    ask();
    office.advance(25 * HOUR_MS);
    changePin();
    expect(confirm()).toBe('PEOPLE_NO_WAIT');
    ask();
    expect(confirm()).toBeUndefined();
  });

  it('KQ-1: nobody keeps the register about oneself: no exemption, no dates, no role taken; one may be given up', () => {
    const office = morningOffice();
    const own = personRecord('p-clerk', '王芳', ['attendance-clerk'], 4);
    const record = (by: string, changes: object): string | undefined =>
      office.refusal(() => office.ask(by, 'people.record-person', { ...own, ...changes }));
    expect(record('p-clerk', { exemptFromSignIn: { from: '2026-11-23' } })).toBe('PEOPLE_NOT_FOR_ONESELF');
    expect(record('p-clerk', { joinedOn: '2026-11-24' })).toBe('PEOPLE_NOT_FOR_ONESELF');
    expect(record('p-clerk', { post: '主任科员' })).toBeUndefined();
    expect(record('p-admin', { exemptFromSignIn: { from: '2026-11-23' } })).toBeUndefined();
    const admin = personRecord('p-admin', '马超', ['system-admin'], 9);
    const roles = (names: readonly string[]): string | undefined =>
      office.refusal(() => office.ask('p-admin', 'people.record-person', { ...admin, roles: names }));
    expect(roles(['system-admin', 'auditor'])).toBe('PEOPLE_NOT_FOR_ONESELF');
    expect(roles([])).toBeUndefined();
  });
});

describe('badges', () => {
  it('of a stopped card, a leaver and a newcomer are nobody’s, with one kind word on the screen', () => {
    const office = morningOffice();
    office.ask('p-card', 'people.stop-card', {
      personId: 'p-card',
      cardRef: cardOf('p-card'),
      reason: '遗失',
    });
    swipe(office, 'p-card');
    expect(lastBadge(office)).toMatchObject({ reason: 'stopped' });
    expect(office.effects.at(-1)).toMatchObject({
      kind: 'notice',
      stationId: ENTRANCE,
      notice: { code: 'badge-unknown' },
    });
    expect(
      office.refusal(() =>
        office.ask('p-both', 'people.stop-card', { personId: 'p-finger', cardRef: 'x', reason: 'x' }),
      ),
    ).toBe('PEOPLE_NOT_YOURS');
    office.request(SERVICE, 'people.record-person', {
      ...personRecord('p-finger', '张伟', [], 6),
      joinedOn: '2026-12-01',
    });
    press(office, 'p-finger');
    expect(lastBadge(office)).toMatchObject({ reason: 'not-joined' });
  });

  it('a leaver keeps neither card nor finger, on the day and without anybody’s doing', () => {
    const office = morningOffice();
    office.request(SERVICE, 'people.record-person', {
      ...personRecord('p-both', '欧阳静怡', [], 8),
      leftOn: '2026-11-24',
    });
    swipe(office, 'p-both');
    expect(lastBadge(office)).toMatchObject({ personId: 'p-both' });
    office.advanceTo('2026-11-24T00:00:00');
    expect(office.context().people.credentials('p-both')).toMatchObject({ cardRefs: [], fingerModules: [] });
    const deleted = office.effects.filter(
      (effect) => effect.kind === 'device' && effect.command.kind === 'delete-finger-pages',
    );
    expect(deleted).toHaveLength(1);
  });

  it('lights green only with the recorded fact, and the cabinet waits for the second factor', () => {
    const office = morningOffice();
    office.effects.length = 0;
    press(office, 'p-finger');
    expect(office.effects).toEqual([
      { kind: 'device', deviceId: FINGER, command: { kind: 'show-reader-light', light: 'granted' } },
    ]);
    office.effects.length = 0;
    office.card('cabinet-card', cardOf('p-both'));
    expect(office.effects[0]).toEqual({
      kind: 'device',
      deviceId: 'cabinet-finger',
      command: { kind: 'show-reader-light', light: 'waiting' },
    });
  });
});

describe('order and search', () => {
  it('is by rank, never by pinyin, and finds by initials', () => {
    const { people } = morningOffice().context();
    expect(people.employedOn('2026-11-23').map(({ personId }) => personId)[0]).toBe('p-director');
    expect(people.search('oyjy', 5).map(({ name }) => name)).toEqual(['欧阳静怡']);
    expect(people.search('洋', 5).map(({ name }) => name)).toEqual(['刘洋']);
    expect(people.person('constructor')).toBeUndefined();
  });

  it.each([
    ['单志强', 'shan zhi qiang'],
    ['解小东', 'xie xiao dong'],
    ['仇英', 'qiu ying'],
    ['曾国华', 'zeng guo hua'],
    ['欧阳静怡', 'ou yang jing yi'],
    ['吕洁', 'lv jie'],
    ['阿卜杜热合曼·买买提', 'a bu du re he man mai mai ti'],
    ['Zhang', ''],
  ])('reads %s as people say it', (name, spelled) => {
    expect(spell(name)).toBe(spelled);
  });

  it('finds a surname of two readings by the one that surnames have', () => {
    const office = morningOffice();
    office.request(SERVICE, 'people.record-person', personRecord('p-shan', '单志强', [], 90));
    const { people } = office.context();
    expect(people.search('szq', 5).map(({ name }) => name)).toEqual(['单志强']);
    expect(people.search('dzq', 5)).toEqual([]);
    expect(people.spelled('p-shan')).toBe('shan zhi qiang');
    expect(people.spelled('nobody')).toBe('');
  });
});
