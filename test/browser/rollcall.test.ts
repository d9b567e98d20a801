/** The entrance while its readers take a roll call, and one's own figures after badging twice, driven at the wire. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskClient } from '../support/office-client.ts';
import { until } from '../support/until.ts';
import { DEMO_DATE, type DemoOffice, keepBothThemes, openDemoOffice, shows } from './demo-office.ts';

const BADGE = 'section.card';
const FIGURES = 'section.tally';
const STATION = 'entrance-1';
/** Any two presses of one finger within five seconds ask for its figures; a busy machine may need a third. */
const PRESS_AGAIN_MS = 2500;

interface Activity {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly string[];
}

async function openRollcall(office: DemoOffice, client: DeskClient, activity: Activity): Promise<string> {
  const { people, ...times } = activity;
  const answer = await client.request('rollcall.create', {
    plan: {
      ...times,
      kind: 'meeting',
      organiser: '办公室',
      byOffice: true,
      officeDate: DEMO_DATE,
      place: '三楼会议室',
      sectionIds: [],
      people: people.map((name) => ({ personId: office.person(name).personId, mark: 'attends' })),
      officialsOnly: false,
    },
  });
  const activityId = idOf(answer);
  await client.request('rollcall.open', { activityId, stationId: STATION });
  return activityId;
}

function idOf(outcome: unknown): string {
  const { answer }: { answer?: { activityId?: string } } = JSON.parse(JSON.stringify(outcome));
  if (answer?.activityId !== undefined) return answer.activityId;
  throw new Error(`no activity was planned: ${JSON.stringify(outcome)}`);
}

async function askForFigures(office: DemoOffice, page: Page, name: string): Promise<void> {
  let pressedAtMs = -Infinity;
  const figures = page.locator(FIGURES, { hasText: lettersOf(name) });
  await until(
    `the figures of ${name} are up`,
    async () => {
      if (await figures.isVisible()) return true;
      if (performance.now() - pressedAtMs > PRESS_AGAIN_MS) {
        pressedAtMs = performance.now();
        await office.press('entrance-finger', name);
      }
      return false;
    },
    30_000,
  );
}

/** A name of two characters stands with a space between them. */
function lettersOf(name: string): RegExp {
  return new RegExp([...name].join('\\s*'), 'u');
}

describe('a roll call in the morning', () => {
  let office: DemoOffice;
  let client: DeskClient;
  let page: Page;
  let errors: readonly string[];
  let activityId: string;

  beforeAll(async () => {
    office = await openDemoOffice('07:21');
    client = await office.client('zhouhaitao');
    ({ page, errors } = await office.open('entrance', 'hall'));
    await shows(page, '.left', /离 7:50 还有/);
    activityId = await openRollcall(office, client, {
      title: '全市防汛工作视频调度会',
      from: '08:00',
      to: '09:30',
      people: ['王建国', '李倩', '冯雪', '张瑞'],
    });
  });
  afterAll(async () => {
    await office?.close();
  });

  it('KQ-3: the entrance turns into it with counts and no names, and the morning keeps its edges', async () => {
    await shows(
      page,
      'main',
      /点名[\s\S]*全市防汛工作视频调度会[\s\S]*应到\s*4[\s\S]*已签\s*0[\s\S]*未签\s*4/,
    );
    await shows(page, 'main', /三楼会议室/);
    await shows(page, '.left', /离 7:50 还有/);
    expect(await page.locator('.ruler').innerText()).toContain('起为迟到');
    expect(await page.locator('main .board').count()).toBe(0);
    await keepBothThemes(page, 'rollcall-morning');
  });

  it('KQ-2, KQ-3: one badge signs in the morning and the roll call; who is missing comes up for its minute', async () => {
    await office.press('entrance-finger', '王建国');
    await shows(page, BADGE, /王建国[\s\S]*按时[\s\S]*点名已签到/);
    await shows(page, '.sums', /已签\s*1[\s\S]*未签\s*3/);
    await shows(page, 'main .board', /冯\s*雪\s*未签到/);
    expect(await page.locator('main .board').innerText()).not.toMatch(lettersOf('王建国'));
    await keepBothThemes(page, 'rollcall-names');
  });

  it('KQ-3: who was not called is told of the morning alone', async () => {
    await office.swipe('entrance-card', '韩冰');
    await shows(page, BADGE, /韩\s*冰[\s\S]*按时/);
    expect(await page.locator(BADGE).innerText()).not.toContain('点名');
    await shows(page, '.sums', /已签\s*1/);
  });

  it('KQ-5: badging twice within five seconds shows the own figures, and they are gone after ten', async () => {
    await askForFigures(office, page, '李倩');
    const shown = (await page.locator(FIGURES).innerText()).replaceAll(/\s+/g, ' ');
    expect(shown).toMatch(/本月 迟到 \d+ 次 缺勤 \d+ 次 待核 \d+ 次/);
    expect(shown).toMatch(/本年 迟到 \d+ 次 缺勤 \d+ 次/);
    expect(shown).toMatch(/再迟到 \d 次折合缺勤 1 次/);
    for (const other of office.people.filter(({ name }) => name !== '李倩'))
      expect(shown).not.toMatch(lettersOf(other.name));
    await keepBothThemes(page, 'tally');
    await until('the figures are gone', async () => (await page.locator(FIGURES).count()) === 0, 15_000);
  });

  it('KQ-5: whoever comes next takes them down, known or not', async () => {
    await askForFigures(office, page, '张瑞');
    await office.swipe('entrance-card', '冯雪');
    await shows(page, BADGE, /冯\s*雪/);
    expect(await page.locator(FIGURES).count()).toBe(0);
    await askForFigures(office, page, '张瑞');
    await office.act({ act: 'swipe-card', deviceId: 'entrance-card', cardNumber: '0B00123456' });
    await shows(page, BADGE, /未识别，请再按一次或刷卡/);
    expect(await page.locator(FIGURES).count()).toBe(0);
  });

  it('KQ-3: it closes, and the entrance is as before', async () => {
    await shows(page, '.sums', /已签\s*4[\s\S]*未签\s*0/);
    await client.request('rollcall.close', { activityId });
    await until('the roll call is gone', async () => (await page.getByText('三楼会议室').count()) === 0);
    expect(errors).toEqual([]);
  });
});

describe('a roll call in the afternoon', () => {
  let office: DemoOffice;
  let client: DeskClient;

  beforeAll(async () => {
    office = await openDemoOffice('14:21');
    client = await office.client('zhouhaitao');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('HX-4: has the whole screen, in portrait and in landscape, and gives it back', async () => {
    const hall = await office.open('entrance', 'hall');
    const board = await office.open('entrance', 'board');
    const both = [hall.page, board.page];
    for (const page of both) await shows(page, '.left', /已过 8:00/);
    const activityId = await openRollcall(office, client, {
      title: '第四季度政治学习',
      from: '14:30',
      to: '16:00',
      people: ['王建国', '冯雪'],
    });
    for (const page of both) {
      await shows(page, '.left', /正在点名，离 14:30 还有/);
      await shows(page, '.totals', /应到\s*2[\s\S]*已签\s*0[\s\S]*未签\s*2/);
      await shows(page, 'main', /第四季度政治学习[\s\S]*三楼会议室/);
      expect(await page.locator('.ruler').innerText()).toContain('16:00 截止');
    }
    await keepBothThemes(board.page, 'rollcall-board');
    await office.press('entrance-finger', '王建国');
    for (const page of both) await shows(page, BADGE, /王建国[\s\S]*已签到/);
    for (const page of both) await shows(page, '.totals', /已签\s*1[\s\S]*未签\s*1/);
    await office.swipe('entrance-card', '李倩');
    for (const page of both) await shows(page, BADGE, /李\s*倩[\s\S]*不在名单[\s\S]*本次点名不需签到/);
    await client.request('rollcall.close', { activityId });
    for (const page of both) {
      await until('the roll call is gone', async () => (await page.getByText('三楼会议室').count()) === 0);
      expect(await page.locator('main, .totals').allInnerTexts()).not.toContain('点名');
    }
    await shows(hall.page, '.left', /已过 8:00/);
    expect([...hall.errors, ...board.errors]).toEqual([]);
  });
});
