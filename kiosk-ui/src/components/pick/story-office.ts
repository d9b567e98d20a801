/** An invented office for the stories of what is picked. */
import type { DayValue } from '../../../../server/contract/screens.ts';
import type { PersonOption } from './person-ranking.ts';
import { weekdayIndex } from './calendar-days.ts';

export const STORY_TODAY = '2026-11-23';

const SECTIONS = ['秘书科', '综合科', '督查科', '信息科', '行政科', '值班室'];
const KNOWN: readonly (readonly [name: string, spelled: string, unavailable?: string])[] = [
  ['赵晓明', 'zhao xiao ming'],
  ['单志强', 'shan zhi qiang'],
  ['解小东', 'xie xiao dong'],
  ['仇英', 'qiu ying'],
  ['曾国华', 'zeng guo hua', '请假中'],
  ['欧阳静怡', 'ou yang jing yi'],
  ['阿卜杜热合曼·买买提', 'a bu du re he man mai mai ti'],
  ['周欣梅', 'zhou xin mei'],
  ['张孝民', 'zhang xiao min', '公出，11月25日返回'],
  ['吕洁', 'lv jie'],
];
const FAMILY = [
  '王:wang',
  '李:li',
  '刘:liu',
  '陈:chen',
  '杨:yang',
  '黄:huang',
  '吴:wu',
  '徐:xu',
  '孙:sun',
  '马:ma',
];
const GIVEN = ['建:jian', '文:wen', '海:hai', '丽:li', '国:guo', '志:zhi', '春:chun'];
const LAST = ['平:ping', '军:jun', '燕:yan', '峰:feng', '霞:xia', '林:lin'];

/** So many people in rank order, first those whose names are a test. */
export function storyPeople(count: number): readonly PersonOption[] {
  return Array.from({ length: count }, (_, at) => {
    const known = KNOWN[at];
    const section = SECTIONS[at % SECTIONS.length] ?? '';
    const personId = `p-${String(at + 1).padStart(3, '0')}`;
    if (known !== undefined) {
      const [name, spelled, unavailable] = known;
      return { personId, name, spelled, section, unavailable };
    }
    const signs = [FAMILY[at % 10], GIVEN[Math.floor(at / 10) % 7], LAST[Math.floor(at / 70) % 6]].map(
      (sign) => (sign ?? '').split(':'),
    );
    const [name, spelled] = [0, 1].map((part) => signs.map((sign) => sign[part] ?? ''));
    return { personId, name: name?.join('') ?? '', spelled: spelled?.join(' ') ?? '', section };
  });
}

/** National Day of 2026 with its make-up days, and weekends. */
export function storyDayKind(date: string): DayValue['kind'] {
  if (date >= '2026-10-01' && date <= '2026-10-07') return 'holiday';
  if (date === '2026-11-28' || date === '2026-10-10') return 'make-up-workday';
  return weekdayIndex(date) > 4 ? 'rest-day' : 'workday';
}
