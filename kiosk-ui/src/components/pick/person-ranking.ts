/**
 * Finding a person by pinyin initials, full pinyin, characters, number or section. Pure; the pinyin comes from the
 * service (`people.list`, `spelled`), so that no screen carries a dictionary of readings.
 */

/** One person who can be chosen. */
export interface PersonOption {
  readonly personId: string;
  readonly name: string;
  /** Name of the section. */
  readonly section: string;
  /** Pinyin of the name, syllables apart: `zhao xiao ming`. */
  readonly spelled: string;
  /** Why this person cannot be chosen now, in words (请假中); undefined: can be. */
  readonly unavailable?: string | undefined;
}

/** How well a person fits, best first. */
const RANK = { exact: 0, wholeShort: 1, beginning: 2, inside: 3, section: 4, none: 5 } as const;
type Rank = (typeof RANK)[keyof typeof RANK];

/** As typed or stored, made comparable: half-width, small letters, no spaces, no dots of names, ü and v as u. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·•・‧'’-]/g, '')
    .replaceAll(/[üv]/g, 'u');
}

interface Indexed {
  readonly option: PersonOption;
  readonly name: string;
  readonly section: string;
  readonly number: string;
  readonly syllables: readonly string[];
}
export type PersonIndex = readonly Indexed[];

/** Made once for a list of people, in the order in which equal finds are shown: rank order, never pinyin. */
export function indexPeople(options: readonly PersonOption[]): PersonIndex {
  return options.map((option) => ({
    option,
    name: comparable(option.name),
    section: comparable(option.section),
    number: comparable(option.personId),
    syllables: option.spelled.split(' ').map(comparable).filter(Boolean),
  }));
}

/**
 * Whom the text may mean: exact initials, name or number first, then beginnings, then what stands inside, then everybody
 * of a section of that name. Empty text: everybody, as given.
 */
export function findPeople(index: PersonIndex, text: string): readonly PersonOption[] {
  const wanted = comparable(text);
  if (wanted === '') return index.map(({ option }) => option);
  const found: PersonOption[][] = [[], [], [], [], []];
  for (const person of index) found[rankOf(person, wanted)]?.push(person.option);
  return found.flat();
}

function rankOf(person: Indexed, wanted: string): Rank {
  const { name, section, number, syllables } = person;
  if (name === wanted) return RANK.exact;
  // Numbers only where digits were typed: `p` begins the number of everybody.
  if (/\d/.test(wanted)) return rankOfNumber(number, wanted);
  const spelled = /^[a-z]+$/.test(wanted) ? rankOfSpelling(syllables, wanted) : RANK.none;
  if (spelled !== RANK.none) return spelled;
  if (name.startsWith(wanted)) return RANK.beginning;
  if (name.includes(wanted)) return RANK.inside;
  return section.includes(wanted) ? RANK.section : RANK.none;
}

function rankOfNumber(number: string, wanted: string): Rank {
  if (number === wanted) return RANK.exact;
  if (number.replace(/^\D*0*/, '') === wanted) return RANK.wholeShort;
  if (number.startsWith(wanted)) return RANK.beginning;
  return number.includes(wanted) ? RANK.inside : RANK.none;
}

function rankOfSpelling(syllables: readonly string[], wanted: string): Rank {
  const initials = syllables.map((syllable) => syllable[0] ?? '').join('');
  if (wanted === initials || wanted === syllables.join('')) return RANK.exact;
  if (abbreviates(wanted, syllables, 0, true)) return RANK.wholeShort;
  if (abbreviates(wanted, syllables, 0, false)) return RANK.beginning;
  const later = syllables.some((_, at) => at > 0 && abbreviates(wanted, syllables, at, false));
  return later ? RANK.inside : RANK.none;
}

/** Whether the text is made of beginnings of successive syllables: `zxm`, `zhaoxm`, `zhxiaom` of zhao xiao ming. */
function abbreviates(text: string, syllables: readonly string[], at: number, toTheEnd: boolean): boolean {
  if (text === '') return !toTheEnd || at === syllables.length;
  const syllable = syllables[at];
  if (syllable === undefined) return false;
  let shared = 0;
  while (shared < syllable.length && shared < text.length && syllable[shared] === text[shared]) shared += 1;
  for (let taken = shared; taken > 0; taken -= 1)
    if (abbreviates(text.slice(taken), syllables, at + 1, toTheEnd)) return true;
  return false;
}
