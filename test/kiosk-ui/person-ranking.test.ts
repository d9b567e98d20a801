/** Finding people by what is typed: initials, pinyin, characters, numbers, sections, and in which order. */
import { describe, expect, it } from 'vitest';
import {
  findPeople,
  indexPeople,
  type PersonOption,
} from '../../kiosk-ui/src/components/pick/person-ranking.ts';
import { sectionsMeant, withSections } from '../../kiosk-ui/src/components/pick/whole-sections.ts';

const person = (personId: string, name: string, spelled: string, section = '综合科'): PersonOption => ({
  personId,
  name,
  spelled,
  section,
});
const STAFF = [
  person('p-7', '张孝民', 'zhang xiao min'),
  person('p-30', '周欣梅德', 'zhou xin mei de'),
  person('p-3', '李赵晓明', 'li zhao xiao ming'),
  person('p-101', '赵晓明', 'zhao xiao ming', '秘书科'),
  person('p-5', '单志强', 'shan zhi qiang'),
  person('p-6', '阿卜杜热合曼·买买提', 'a bu du re he man mai mai ti', '秘书科'),
  person('p-8', '吕洁', 'lv jie'),
  person('p-9', 'Zhang San', ''),
];
const index = indexPeople(STAFF);
const names = (text: string): readonly string[] => findPeople(index, text).map(({ name }) => name);

describe('people found by what is typed', () => {
  it('puts exact initials first, then names that begin so, then names that hold it; equals in rank order', () => {
    expect(names('zxm')).toEqual(['张孝民', '赵晓明', '周欣梅德', '李赵晓明']);
  });
  it.each([
    ['zhaoxiaoming', ['赵晓明', '李赵晓明']],
    ['zhaoxm', ['赵晓明', '李赵晓明']],
    ['zhxm', ['张孝民', '赵晓明', '周欣梅德', '李赵晓明']],
    ['zhao x', ['赵晓明', '李赵晓明']],
    ["zhao'xiao", ['赵晓明', '李赵晓明']],
    ['xm', ['张孝民', '周欣梅德', '李赵晓明', '赵晓明']],
    ['ZXM', ['张孝民', '赵晓明', '周欣梅德', '李赵晓明']],
    ['ｚｘｍ', ['张孝民', '赵晓明', '周欣梅德', '李赵晓明']],
    ['szq', ['单志强']],
    ['dzq', []],
    ['lj', ['吕洁']],
    ['lv', ['吕洁']],
    ['lu', ['吕洁']],
    ['lü', ['吕洁']],
    ['赵晓', ['赵晓明', '李赵晓明']],
    ['赵　晓明', ['赵晓明', '李赵晓明']],
    ['买买提', ['阿卜杜热合曼·买买提']],
    ['阿卜杜热合曼买买提', ['阿卜杜热合曼·买买提']],
    ['阿卜杜热合曼・买', ['阿卜杜热合曼·买买提']],
    ['mmt', ['阿卜杜热合曼·买买提']],
    ['zhang san', ['Zhang San']],
    ['秘书', ['赵晓明', '阿卜杜热合曼·买买提']],
    ['x1', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
  it('finds by number where digits are typed, and not by the letter that every number begins with', () => {
    expect(names('30')).toEqual(['周欣梅德']);
    expect(names('p-3')).toEqual(['李赵晓明', '周欣梅德']);
    expect(names('p')).toEqual([]);
    expect(names('１０１')).toEqual(['赵晓明']);
  });
  it('shows everybody in rank order where nothing is typed', () => {
    expect(names('  ')).toEqual(STAFF.map(({ name }) => name));
  });
  it('finds each of two thousand that is meant, and once', () => {
    const many = indexPeople(
      Array.from({ length: 2000 }, (_, at) => ({
        ...(STAFF[at % 8] ?? person('', '', '')),
        personId: `q-${at}`,
      })),
    );
    const found = findPeople(many, 'zxm').map(({ personId }) => Number(personId.slice(2)));
    const bearers = STAFF.slice(0, 8).filter(({ name }) => names('zxm').includes(name)).length;
    expect(found).toHaveLength(250 * bearers);
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('whole sections', () => {
  it('stand for their people who can be chosen and are not yet', () => {
    const staff = [
      ...STAFF,
      { ...person('p-99', '曾国华', 'zeng guo hua', '秘书科'), unavailable: '请假中' },
    ];
    const meant = sectionsMeant(staff, '秘书', new Set(['p-101']));
    expect(meant).toEqual([{ name: '秘书科', personIds: ['p-6'] }]);
    expect(withSections(['p-101', 'section:秘书科'], meant)).toEqual(['p-101', 'p-6']);
    expect(sectionsMeant(staff, '', new Set())).toEqual([]);
  });
});
