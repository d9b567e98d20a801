/** Finding people by what is typed, among two thousand: each key pressed ranks all of them anew. */
import { findPeople, indexPeople } from '../../kiosk-ui/src/components/pick/person-ranking.ts';
import { type Figure, figure, median } from './figures.ts';

const PEOPLE = 2000;
const ROUNDS = 20;
const NAMES = [
  ['赵晓明', 'zhao xiao ming'],
  ['张孝民', 'zhang xiao min'],
  ['阿卜杜热合曼·买买提', 'a bu du re he man mai mai ti'],
] as const;
const TYPED = ['z', 'zx', 'zxm', 'zhxm', '赵', '科'];

export function measurePeopleSearch(): readonly Figure[] {
  const index = indexPeople(
    Array.from({ length: PEOPLE }, (_, at) => {
      const [name, spelled] = NAMES[at % NAMES.length] ?? NAMES[0];
      return { personId: `q-${at}`, name, spelled, section: '综合科' };
    }),
  );
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    for (const text of TYPED) findPeople(index, text);
    return (performance.now() - before) / TYPED.length;
  });
  return [figure('people_found_2000_ms', median(rounds), 'ms', undefined, '≤ 16, one key typed, all ranked')];
}
