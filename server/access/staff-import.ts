/**
 * Records a staff list, person by person, as whoever asked for it. A list with a bad row records nothing. A row that a
 * rule refuses (a role that needs a second person, say) is named in the answer and the others go on.
 */
import type { OfficePort } from '../engine/office-port.ts';
import { RuleViolation } from '../errors.ts';
import type { Principal } from './principal.ts';
import { InvalidRequest } from './refusals.ts';
import { readStaffList } from './staff-list.ts';

export interface StaffImport {
  readonly sections: number;
  readonly people: number;
  readonly refused: readonly { readonly personId: string; readonly name: string; readonly reason: string }[];
}

/** Throws `InvalidRequest` with every bad row. */
export async function importStaffList(
  office: OfficePort,
  principal: Principal,
  text: string,
): Promise<StaffImport> {
  const { people, officeDate } = office.context();
  const list = readStaffList(text, people, officeDate);
  if (list.mistakes.length > 0) throw new InvalidRequest(list.mistakes);
  for (const section of list.sections) {
    await office.request(principal, { type: 'people.record-section', body: section });
  }
  const refused: { personId: string; name: string; reason: string }[] = [];
  for (const person of list.people) {
    try {
      await office.request(principal, { type: 'people.record-person', body: person });
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      refused.push({ personId: person.personId, name: person.name, reason: error.message });
    }
  }
  return { sections: list.sections.length, people: list.people.length - refused.length, refused };
}
