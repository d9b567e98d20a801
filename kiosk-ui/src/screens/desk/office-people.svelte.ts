/** Everybody of the office for the fields that choose people, in rank order, with their roles. Read once. */
import { isText, listOf, shapeOf } from '../../connection/shape.ts';
import { readView } from '../../connection/api.ts';
import type { PersonOption } from '../../components/pick/person-ranking.ts';
import { isSections, type Section } from './shapes.ts';
import { ViewLoad } from './view-load.svelte.ts';

interface Staff {
  readonly personId: string;
  readonly name: string;
  readonly sectionId: string;
  readonly spelled: string;
  readonly roles: readonly string[];
}
const isStaff = listOf(
  shapeOf<Staff>({
    personId: isText,
    name: isText,
    sectionId: isText,
    spelled: isText,
    roles: listOf(isText),
  }),
);
export interface OfficePerson extends PersonOption {
  readonly sectionId: string;
  readonly roles: readonly string[];
}

export class OfficePeople {
  readonly #staff = new ViewLoad<readonly Staff[]>();
  readonly #sections = new ViewLoad<readonly Section[]>();
  readonly #all = $derived.by(() => {
    const names = new Map((this.#sections.value ?? []).map(({ sectionId, name }) => [sectionId, name]));
    return (this.#staff.value ?? []).map((person) => ({
      ...person,
      section: names.get(person.sectionId) ?? '',
    }));
  });

  constructor() {
    void this.#staff.load(() => readView('people.list', {}, isStaff));
    void this.#sections.load(() => readView('people.sections', {}, isSections));
  }
  get all(): readonly OfficePerson[] {
    return this.#all;
  }
  /** By establishment. */
  get sections(): readonly Section[] {
    return (this.#sections.value ?? []).toSorted((one, other) => one.order - other.order);
  }
  nameOf(personId: string): string {
    return this.#all.find((one) => one.personId === personId)?.name ?? personId;
  }
  get problem(): ViewLoad<unknown>['problem'] {
    return this.#staff.problem ?? this.#sections.problem;
  }
}
