/** Choosing a whole section where several people are chosen. */
import { comparable, type PersonOption } from './person-ranking.ts';

const PREFIX = 'section:';

/** A section and those of it who can be chosen and are not yet. */
export interface SectionOption {
  readonly name: string;
  readonly personIds: readonly string[];
}

export function sectionValue(name: string): string {
  return `${PREFIX}${name}`;
}

/** Sections whose name holds the text, in the order of their first person; none for no text. */
export function sectionsMeant(
  people: readonly PersonOption[],
  text: string,
  chosen: ReadonlySet<string>,
): readonly SectionOption[] {
  const wanted = comparable(text);
  if (wanted === '') return [];
  const sections = new Map<string, string[]>();
  for (const { personId, section, unavailable } of people) {
    if (!comparable(section).includes(wanted)) continue;
    const members = sections.get(section) ?? [];
    if (unavailable === undefined && !chosen.has(personId)) members.push(personId);
    sections.set(section, members);
  }
  return [...sections]
    .map(([name, personIds]) => ({ name, personIds }))
    .filter(({ personIds }) => personIds.length > 0);
}

/** Ids of people for what a list box holds: a whole section stands for its people. */
export function withSections(values: readonly string[], sections: readonly SectionOption[]): string[] {
  const people = values.flatMap((value) =>
    value.startsWith(PREFIX)
      ? (sections.find(({ name }) => sectionValue(name) === value)?.personIds ?? [])
      : [value],
  );
  return [...new Set(people)];
}
