/** The board of names: order by establishment and rank, whole rows, nobody lost. */
import { describe, expect, it } from 'vitest';
import { layOutBoard } from '../../kiosk-ui/src/screens/entrance/board-layout.ts';
import type { RowValue } from '../../server/contract/screens.ts';

const sections = [
  { sectionId: 'b', name: '督查科', order: 2 },
  { sectionId: 'a', name: '秘书科', order: 1 },
];
const row = (personId: string, sectionId: string, rank: number): RowValue => ({
  personId,
  name: personId,
  sectionId,
  rank,
  state: 'not-yet',
  time: undefined,
});
const rows = [
  ...Array.from({ length: 9 }, (_, index) => row(`a${index}`, 'a', 9 - index)),
  ...Array.from({ length: 7 }, (_, index) => row(`b${index}`, 'b', index)),
  row('lead', 'leaders', 0),
];

describe('the board', () => {
  const pages = layOutBoard(sections, rows, { columns: 2, rowsPerColumn: 5 }, '领导');
  const lines = pages.flat(2);

  it('shows everybody once', () => {
    const shown = lines.flatMap((line) => (line.kind === 'row' ? [line.row.personId] : []));
    expect(shown.toSorted()).toEqual(rows.map(({ personId }) => personId).toSorted());
  });

  it('puts leaders first, sections by establishment, people by rank', () => {
    const shown = lines.flatMap((line) => (line.kind === 'row' ? [line.row.personId] : []));
    expect(shown[0]).toBe('lead');
    expect(shown[1]).toBe('a8');
    expect(shown.indexOf('b0')).toBeGreaterThan(shown.indexOf('a0'));
  });

  it('never fills a column past its rows and never leaves a heading alone at its foot', () => {
    for (const column of pages.flat()) {
      expect(column.length).toBeLessThanOrEqual(5);
      expect(column.at(-1)?.kind).toBe('row');
    }
  });

  it('says how many of a section are not in yet', () => {
    expect(lines.find((line) => line.kind === 'heading' && line.name === '督查科')).toMatchObject({
      notYet: 7,
    });
  });

  it('tells where a section begins from where it goes on in the next column', () => {
    const parts = lines.flatMap((line) => (line.kind === 'heading' ? [`${line.name} ${line.part}`] : []));
    expect(parts).toContain('秘书科 0');
    expect(parts.filter((part) => part === '秘书科 0')).toHaveLength(1);
    expect(parts).toContain('秘书科 1');
  });

  it('is empty without rows', () => {
    expect(layOutBoard(sections, [], { columns: 2, rowsPerColumn: 5 }, '领导').flat(2)).toEqual([]);
  });
});
