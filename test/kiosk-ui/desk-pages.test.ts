/** What the desk shows to whom: pages, and the pages under them. */
import { describe, expect, it } from 'vitest';
import {
  groupsFor,
  isSubPage,
  openSubPage,
  pagesFor,
  subPagesFor,
} from '../../kiosk-ui/src/screens/desk/desk-pages.ts';

describe('the pages of the desk', () => {
  it('are those that concern somebody, in groups without empty ones', () => {
    expect(pagesFor([])).not.toContain('journal');
    expect(groupsFor([]).flatMap(({ pages }) => pages)).toEqual(pagesFor([]));
    expect(groupsFor([]).every(({ pages }) => pages.length > 0)).toBe(true);
    expect(pagesFor(['director'])).toContain('journal');
  });
  it('have under them what concerns somebody', () => {
    expect(subPagesFor('attendance', []).map(({ name }) => name)).toEqual(['mine', 'times', 'corrections']);
    expect(subPagesFor('rollcall', []).map(({ name }) => name)).toEqual(['mine']);
    expect(subPagesFor('people', ['system-admin']).map(({ name }) => name)).toEqual(['staff', 'import']);
    expect(subPagesFor('devices', ['director'])).toEqual([]);
  });
  it('open what the address names, and the first where that is not for these roles', () => {
    expect(openSubPage('attendance', 'mine', ['director'])?.name).toBe('mine');
    expect(openSubPage('attendance', undefined, ['director'])?.name).toBe('day');
    expect(openSubPage('attendance', 'day', [])?.name).toBe('mine');
    expect(openSubPage('inbox', undefined, ['director'])).toBeUndefined();
  });
  it('take an id for an id', () => {
    expect([isSubPage('people', 'p-12'), isSubPage('people', 'import'), isSubPage('inbox', 'mine')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
