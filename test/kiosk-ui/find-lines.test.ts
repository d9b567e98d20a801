/** What the desk's search offers: grouped, beginnings first, names only once something is typed. */
import { describe, expect, it } from 'vitest';
import { indexPeople } from '../../kiosk-ui/src/components/pick/person-ranking.ts';
import { findLines } from '../../kiosk-ui/src/components/search/find-lines.ts';

const stock = {
  pages: [
    { name: '我的设置', href: '#account' },
    { name: '设置', href: '#settings' },
  ],
  people: indexPeople([
    { personId: 'p-1', name: '陈静', section: '秘书科', spelled: 'chen jing' },
    { personId: 'p/2', name: '曹杰', section: '督查科', spelled: 'cao jie' },
  ]),
  settings: [{ name: '签到时限', href: '#settings/attendance.edges' }],
  papers: [{ name: '关于做好森林防火工作的通知', note: '已批准', href: '#seals/show-use-7' }],
  journalLine: (position: number) => ({ name: `第 ${position} 条`, href: `#journal/${position}` }),
};
const hrefs = (text: string): readonly string[] =>
  findLines(stock, text).flatMap(({ lines }) => lines.map(({ href }) => href));

describe('the search of the desk', () => {
  it('offers the pages alone before anything is typed', () => {
    expect(findLines(stock, '').map(({ name }) => name)).toEqual(['pages']);
  });
  it('puts a name that begins so before one that holds it', () => {
    expect(hrefs('设置')).toEqual(['#settings', '#account']);
  });
  it('finds people by initials, with their section, and an address that holds any number', () => {
    expect(findLines(stock, 'cj')).toEqual([
      {
        name: 'people',
        lines: [
          { name: '陈静', note: '秘书科', href: '#people/p-1' },
          { name: '曹杰', note: '督查科', href: '#people/p%2F2' },
        ],
      },
    ]);
  });
  it('finds settings by name, and nothing for nonsense', () => {
    expect(hrefs('签到')).toEqual(['#settings/attendance.edges']);
    expect(hrefs('没有的人')).toEqual([]);
  });
  it('offers no people and no settings where the service gave none', () => {
    expect(findLines({ ...stock, people: [], settings: [] }, '签到')).toEqual([]);
  });
  it('finds a paper by a part of its title, and says how it stands', () => {
    expect(findLines(stock, '森林防火')).toEqual([{ name: 'papers', lines: stock.papers }]);
  });
  it('leads to a line of the journal by # and its number, for those who read the journal', () => {
    expect(hrefs('#1234')).toEqual(['#journal/1234']);
    expect(hrefs('＃００7')).toEqual(['#journal/7']);
    expect([...hrefs('1234'), ...hrefs('#0'), ...hrefs('#12a')]).toEqual([]);
    expect(findLines({ ...stock, journalLine: undefined }, '#1234')).toEqual([]);
  });
});
