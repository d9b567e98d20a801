/** Guards of what the service answers to the administrator's own work: the staff list, accounts of others. */
import { isNumber, isText, listOf, orNothing, shapeOf } from '../../connection/shape.ts';

export interface RefusedPerson {
  readonly personId: string;
  readonly name: string;
  readonly reason: string;
}
export interface StaffImported {
  /** New ones. */
  readonly sections: number;
  readonly people: number;
  readonly refused: readonly RefusedPerson[];
}
export const isStaffImported = shapeOf<StaffImported>({
  sections: isNumber,
  people: isNumber,
  refused: listOf(shapeOf<RefusedPerson>({ personId: isText, name: isText, reason: isText })),
});

export interface AccountOf {
  readonly username: string | undefined;
}
export const isAccountOf = shapeOf<AccountOf>({ username: orNothing(isText) });
