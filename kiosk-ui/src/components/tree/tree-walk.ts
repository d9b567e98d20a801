/**
 * A tree of sections with their people as the keys and check boxes see it. Pure. A section's own order is kept: sections
 * by establishment, people by rank, never by the alphabet.
 */

export interface TreePerson {
  readonly id: string;
  readonly label: string;
}
export interface TreeSection {
  readonly id: string;
  readonly label: string;
  readonly people: readonly TreePerson[];
  /** Sections under this one, after its own people. */
  readonly sections?: readonly TreeSection[];
}
/** One line that is in sight. */
export interface TreeLine {
  readonly id: string;
  readonly label: string;
  /** 1 for the outermost. */
  readonly level: number;
  readonly parentId: string | undefined;
  /** Place among its neighbours of one level, from 1, and how many they are. */
  readonly place: number;
  readonly neighbours: number;
  /** Undefined for a person. */
  readonly section: TreeSection | undefined;
}
export type Checked = 'none' | 'some' | 'all';

/** Everybody in a section and under it, in order. */
export function peopleOf(section: TreeSection): readonly TreePerson[] {
  return [...section.people, ...(section.sections ?? []).flatMap(peopleOf)];
}

/** The lines in sight: sections, and what open ones hold. */
export function linesOf(
  sections: readonly TreeSection[],
  open: ReadonlySet<string>,
  level = 1,
  parentId?: string,
  before = 0,
): readonly TreeLine[] {
  const neighbours = before + sections.length;
  return sections.flatMap((section, at): readonly TreeLine[] => {
    const { id, label, people, sections: under = [] } = section;
    const line = { id, label, level, parentId, place: before + at + 1, neighbours, section };
    if (!open.has(id)) return [line];
    const persons = people.map((person, place) => ({
      ...person,
      level: level + 1,
      parentId: id,
      place: place + 1,
      neighbours: people.length + under.length,
      section: undefined,
    }));
    return [line, ...persons, ...linesOf(under, open, level + 1, id, people.length)];
  });
}

export function checkedOf(line: TreeLine, chosen: ReadonlySet<string>): Checked {
  if (line.section === undefined) return chosen.has(line.id) ? 'all' : 'none';
  const people = peopleOf(line.section);
  const count = people.filter(({ id }) => chosen.has(id)).length;
  return count === 0 ? 'none' : count === people.length ? 'all' : 'some';
}

/** A person in or out; a section with anybody missing takes all, a whole one lets all go. */
export function toggled(line: TreeLine, chosen: ReadonlySet<string>): ReadonlySet<string> {
  const ids = line.section === undefined ? [line.id] : peopleOf(line.section).map(({ id }) => id);
  const next = new Set(chosen);
  const take = checkedOf(line, chosen) !== 'all';
  for (const id of ids) {
    if (take) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The next line after `from` whose name begins so, round the end; a first sign typed again goes on to the next. */
export function lineTyped(lines: readonly TreeLine[], from: number, typed: string): number | undefined {
  const signs = [...typed.toLowerCase()];
  const again = signs.length > 1 && signs.every((sign) => sign === signs[0]);
  const wanted = again ? (signs[0] ?? '') : signs.join('');
  // A longer text may still be the line one stands on; a single sign always moves on.
  const first = signs.length === 1 || again ? 1 : 0;
  for (let step = first; step < lines.length + first; step += 1) {
    const at = (from + step) % lines.length;
    if (lines[at]?.label.toLowerCase().startsWith(wanted) === true) return at;
  }
  return undefined;
}

export type TreeStep = { readonly go: number } | { readonly open: string } | { readonly close: string };

/** Where a key of the ARIA tree pattern leads from a line; undefined for any other key or where nothing follows. */
export function treeStep(
  key: string,
  at: number,
  lines: readonly TreeLine[],
  open: ReadonlySet<string>,
): TreeStep | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  const isSection = line.section !== undefined;
  switch (key) {
    case 'ArrowDown':
      return at + 1 < lines.length ? { go: at + 1 } : undefined;
    case 'ArrowUp':
      return at > 0 ? { go: at - 1 } : undefined;
    case 'Home':
      return { go: 0 };
    case 'End':
      return { go: lines.length - 1 };
    case 'ArrowRight': {
      if (!isSection) return undefined;
      if (!open.has(line.id)) return { open: line.id };
      return lines[at + 1]?.parentId === line.id ? { go: at + 1 } : undefined;
    }
    case 'ArrowLeft': {
      if (isSection && open.has(line.id)) return { close: line.id };
      const parent = lines.findIndex(({ id }) => id === line.parentId);
      return parent >= 0 ? { go: parent } : undefined;
    }
    default:
      return undefined;
  }
}
