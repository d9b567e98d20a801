/** The staff list: every bad row named by its line in the file, and what a list is silent about left alone. */
import { describe, expect, it } from 'vitest';
import { readStaffList } from '../../../server/access/staff-list.ts';
import { morningOffice } from '../../support/morning-office.ts';

const read = (...lines: readonly string[]) =>
  readStaffList(lines.join('\r\n'), morningOffice().context().people, '2026-11-23');

describe('the staff list', () => {
  it('names every bad row and column at once, by the line in the file, empty lines counted', () => {
    const { people, mistakes } = read(
      '编号,姓名,科室,职务,排序,角色,免签到',
      'p-1,赵一,秘书科,科员,1,,',
      '',
      'p 2,,秘书科,科员,0,门神,也许',
      ',,,,,,',
      'p-1,钱三,新科,科员,3,考勤员,是',
    );
    expect(mistakes.map(({ path }) => path)).toEqual([
      '第 4 行.编号',
      '第 4 行.姓名',
      '第 4 行.排序',
      '第 4 行.免签到',
      '第 4 行.角色',
      '第 6 行.编号',
    ]);
    expect(mistakes.at(-1)?.message).toBe('与第 2 行重复');
    expect(people.map(({ personId }) => personId)).toEqual(['p-1']);
  });

  it('names a row that is longer than its heading, unknown and missing columns', () => {
    expect(read('编号,姓名,科室,职务,排序', '', 'p-1,赵一,秘书科,科员,1,多').mistakes).toEqual([
      { path: '第 3 行', message: '列数多于表头' },
    ]);
    expect(
      read('编号,姓名,科室,职务,生肖', 'p-1,赵一,秘书科,科员,马').mistakes.map(({ path }) => path),
    ).toEqual(['排序', '生肖']);
  });

  it('that has no column of roles takes nobody’s role away; an empty cell does', () => {
    const [kept] = read('编号,姓名,科室,职务,排序', 'p-director,周海涛,秘书科,主任,1').people;
    expect(kept).toMatchObject({ roles: ['director'], leader: true, standing: 'official' });
    const [emptied] = read('编号,姓名,科室,职务,排序,角色', 'p-director,周海涛,秘书科,主任,1,').people;
    expect(emptied).toMatchObject({ roles: [], leader: true });
  });
});
