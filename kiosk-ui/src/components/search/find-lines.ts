/** What the search of the heading offers, in groups and in order. Pure. */
import { comparable, findPeople, type PersonIndex } from '../pick/person-ranking.ts';

/** A place of the desk that can be found by its name. */
export interface NamedPlace {
  readonly name: string;
  readonly href: string;
}
export interface FoundLine extends NamedPlace {
  readonly note: string;
}
export interface FoundGroup {
  readonly name: 'pages' | 'people' | 'papers' | 'settings' | 'journal';
  readonly lines: readonly FoundLine[];
}
export interface SearchStock {
  readonly pages: readonly NamedPlace[];
  readonly people: PersonIndex;
  readonly settings: readonly NamedPlace[];
  /** Papers that ask for a seal, by title or register number; `note` says how each stands. */
  readonly papers: readonly FoundLine[];
  /** Where a line of the journal is shown; undefined: not to this reader. */
  readonly journalLine?: ((position: number) => NamedPlace) | undefined;
}

/** More of one group are not drawn: who is not among them is found by typing on. */
const OF_ONE_GROUP_MAX = 6;

/** Groups without a find are left out. Empty text: the pages alone, for nobody wants three hundred names. */
export function findLines(stock: SearchStock, text: string): readonly FoundGroup[] {
  const wanted = comparable(text);
  const people =
    wanted === ''
      ? []
      : findPeople(stock.people, text).map(({ personId, name, section }) => ({
          name,
          note: section,
          href: `#people/${encodeURIComponent(personId)}`,
        }));
  const groups: readonly FoundGroup[] = [
    { name: 'pages', lines: named(stock.pages, wanted) },
    { name: 'journal', lines: journalLines(stock, text) },
    { name: 'people', lines: people.slice(0, OF_ONE_GROUP_MAX) },
    {
      name: 'papers',
      lines: wanted === '' ? [] : named(stock.papers, wanted).slice(0, OF_ONE_GROUP_MAX),
    },
    {
      name: 'settings',
      lines: wanted === '' ? [] : named(stock.settings, wanted).slice(0, OF_ONE_GROUP_MAX),
    },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

/** `#1234`, with the sign as an input method may write it. A bare number is a person's or a paper's. */
function journalLines({ journalLine }: SearchStock, text: string): readonly FoundLine[] {
  const position = /^#0*([1-9]\d{0,11})$/.exec(text.normalize('NFKC').trim())?.[1];
  return position === undefined || journalLine === undefined
    ? []
    : [{ ...journalLine(Number(position)), note: '' }];
}

/** Beginnings before what stands inside; equal finds in the order given. */
function named(
  places: readonly (NamedPlace & { readonly note?: string })[],
  wanted: string,
): readonly FoundLine[] {
  const found = places.map((place) => ({ note: '', ...place, at: comparable(place.name).indexOf(wanted) }));
  return [...found.filter(({ at }) => at === 0), ...found.filter(({ at }) => at > 0)].map(
    ({ name, href, note }) => ({ name, href, note }),
  );
}
