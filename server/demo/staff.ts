/**
 * The people of the demonstration, in rank order: a county-level government office in Shandong. Names are made up; a
 * few are as names are: four characters, a transliteration with its dot, characters outside most fonts.
 */
import type { Role } from '../access/principal.ts';
import type { PersonRecord, SectionRecord } from '../people/events.ts';

export const DEMO_OFFICE_NAME = '肥城市人民政府办公室';

/** How somebody usually comes: minutes before 07:50, and how much that varies. */
export interface Habit {
  readonly earlyMinutes: number;
  readonly variesMinutes: number;
  readonly prefersCard: boolean;
}
export interface DemoPerson extends PersonRecord {
  readonly habit: Habit;
}

const PUNCTUAL: Habit = { earlyMinutes: 14, variesMinutes: 5, prefersCard: false };
const EARLY: Habit = { earlyMinutes: 34, variesMinutes: 9, prefersCard: false };
const LAST_MINUTE: Habit = { earlyMinutes: 5, variesMinutes: 4, prefersCard: false };

type Row = readonly [
  name: string,
  post: string,
  habit: Habit,
  roles?: readonly Role[],
  standing?: PersonRecord['standing'],
];
interface Section {
  readonly sectionId: string;
  readonly name: string;
  readonly leader?: boolean;
  readonly people: readonly Row[];
}

const card = (habit: Habit): Habit => ({ ...habit, prefersCard: true });

/** Sections in order of establishment; people in order of post. */
const SECTIONS: readonly Section[] = [
  {
    sectionId: 's-leaders',
    name: '办公室领导',
    leader: true,
    people: [
      ['周海涛', '主任', EARLY, ['director', 'party-secretary']],
      ['尹明', '副主任', PUNCTUAL, ['deputy-director']],
      ['孙立新', '副主任', PUNCTUAL, ['deputy-director', 'branch-secretary']],
      ['高凤兰', '副主任', card(PUNCTUAL), ['deputy-director']],
    ],
  },
  {
    sectionId: 's-secretary',
    name: '秘书科',
    people: [
      ['孙淑芬', '科长', EARLY, ['seal-custodian']],
      ['王建国', '副科长', PUNCTUAL, ['secretary-staff']],
      ['李倩', '科员', PUNCTUAL, ['secretary-staff', 'attendance-clerk']],
      ['李𬱖', '科员', card(PUNCTUAL), ['secretary-staff']],
      ['张瑞', '科员', LAST_MINUTE, ['secretary-staff']],
      ['赵㛃', '科员', PUNCTUAL, ['secretary-staff']],
    ],
  },
  {
    sectionId: 's-general',
    name: '综合科',
    people: [
      ['李强', '科长', PUNCTUAL, ['section-head']],
      ['欧阳静怡', '副科长', PUNCTUAL],
      ['刘洋', '科员', card(LAST_MINUTE)],
      ['陈晓东', '科员', PUNCTUAL],
      ['于水', '科员', LAST_MINUTE],
      ['阴晓明', '科员', PUNCTUAL],
    ],
  },
  {
    sectionId: 's-information',
    name: '信息科',
    people: [
      ['朱文博', '科长', EARLY, ['section-head', 'system-admin']],
      ['阿卜杜热合曼·买买提', '科员', PUNCTUAL],
      ['冯雪', '科员', card(PUNCTUAL)],
      ['徐亮', '科员', LAST_MINUTE],
    ],
  },
  {
    sectionId: 's-inspection',
    name: '督查科',
    people: [
      ['宋玉梅', '科长', PUNCTUAL, ['section-head']],
      ['韩冰', '副科长', PUNCTUAL],
      ['唐磊', '科员', LAST_MINUTE],
      ['董慧', '科员', PUNCTUAL],
    ],
  },
  {
    sectionId: 's-letters',
    name: '信访接待科',
    people: [
      ['郭卫国', '科长', EARLY, ['section-head']],
      ['曹丽', '科员', PUNCTUAL],
      ['邓超群', '科员', card(PUNCTUAL)],
      ['许宁', '科员', PUNCTUAL],
    ],
  },
  {
    sectionId: 's-network',
    name: '机要网络科',
    people: [
      ['傅国强', '科长', PUNCTUAL, ['section-head']],
      ['沈佳', '科员', PUNCTUAL],
      ['彭飞', '科员', LAST_MINUTE, [], 'seconded'],
    ],
  },
  {
    sectionId: 's-administration',
    name: '行政科',
    people: [
      ['吕桂英', '科长', EARLY, ['section-head']],
      ['苏航', '科员', PUNCTUAL],
      ['丁一', '科员', card(PUNCTUAL)],
      ['魏东', '驾驶员', EARLY, [], 'service-staff'],
      ['薛峰', '驾驶员', PUNCTUAL, [], 'service-staff'],
      ['范秀兰', '公勤员', EARLY, [], 'service-staff'],
      ['任宝山', '门卫', EARLY, [], 'non-establishment'],
    ],
  },
];

/** Decide for the director and the deputies; approve the government's seals on paper or here. Not of the morning. */
const CITY_LEADERS: readonly Row[] = [
  ['梁志远', '市长', PUNCTUAL, ['city-leader']],
  ['蒋文静', '副市长', PUNCTUAL, ['city-leader']],
];

export interface DemoStaff {
  readonly sections: readonly SectionRecord[];
  readonly people: readonly DemoPerson[];
}

export function demoStaff(): DemoStaff {
  const sections = SECTIONS.map(({ sectionId, name }, order) => ({ sectionId, name, order: order + 1 }));
  const people: DemoPerson[] = [];
  const add = (row: Row, sectionId: string, leader: boolean, exempt: boolean): void => {
    const [name, post, habit, roles = [], standing = 'official'] = row;
    const number = people.length + 1;
    people.push({
      personId: `p-${String(number).padStart(2, '0')}`,
      name,
      rank: number,
      sectionId,
      post,
      roles,
      standing,
      joinedOn: '2019-07-01',
      leftOn: undefined,
      exemptFromSignIn: exempt ? { from: '2019-07-01', until: undefined } : undefined,
      leader,
      habit,
    });
  };
  for (const { sectionId, people: rows, leader = false } of SECTIONS)
    rows.forEach((row) => add(row, sectionId, leader, false));
  CITY_LEADERS.forEach((row) => add(row, 's-city', true, true));
  return { sections: [...sections, { sectionId: 's-city', name: '市领导', order: 99 }], people };
}
