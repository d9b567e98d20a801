/** Guards of the seals' views: items, papers and the register of use. */
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from '../../connection/shape.ts';

/** Rows of a view that has a limit, and how many it left out. */
export interface Limited<Row> {
  readonly rows: readonly Row[];
  readonly leftOut: number;
}

export interface SealItem {
  readonly itemId: string;
  readonly name: string;
  readonly slot: number;
  readonly place: 'in' | 'out' | 'placed';
  readonly keepers: readonly { readonly personId: string; readonly name: string }[];
  readonly approvers: readonly string[];
}
export const isSealItems = listOf(
  shapeOf<SealItem>({
    itemId: isText,
    name: isText,
    slot: isNumber,
    place: oneOf('in', 'out', 'placed'),
    keepers: listOf(shapeOf<SealItem['keepers'][number]>({ personId: isText, name: isText })),
    approvers: listOf(isText),
  }),
);

export interface SealRequest {
  readonly requestId: string;
  readonly applicantId: string;
  readonly applicant: string | undefined;
  readonly itemIds: readonly string[];
  readonly itemNames: readonly string[];
  readonly title: string | undefined;
  readonly kind: string;
  readonly copies: number;
  readonly unit: string;
  readonly handledBy: string;
  readonly phone: string;
  readonly secret: boolean;
  readonly registerNumber: string | undefined;
  readonly state: 'asked' | 'returned' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'used-up';
  readonly askedAtMs: number;
  readonly decidedBy: string | undefined;
  readonly remark: string | undefined;
  readonly expiresAtMs: number | undefined;
  readonly unregistered: readonly string[];
}
const isSealRequest = shapeOf<SealRequest>({
  requestId: isText,
  applicantId: isText,
  applicant: orNothing(isText),
  itemIds: listOf(isText),
  itemNames: listOf(isText),
  title: orNothing(isText),
  kind: isText,
  copies: isNumber,
  unit: isText,
  handledBy: isText,
  phone: isText,
  secret: isFlag,
  registerNumber: orNothing(isText),
  state: oneOf('asked', 'returned', 'approved', 'refused', 'withdrawn', 'expired', 'used-up'),
  askedAtMs: isNumber,
  decidedBy: orNothing(isText),
  remark: orNothing(isText),
  expiresAtMs: orNothing(isNumber),
  unregistered: listOf(isText),
});
export const isSealRequests = shapeOf<Limited<SealRequest>>({
  rows: listOf(isSealRequest),
  leftOut: isNumber,
});

export interface SealUse {
  readonly useId: string;
  readonly itemName: string;
  readonly title: string | undefined;
  readonly unit: string | undefined;
  readonly handledBy: string | undefined;
  readonly approvedBy: string | undefined;
  readonly copies: number;
  readonly spoiled: number;
  /** Sheets beyond what was approved. */
  readonly excess: number;
  readonly custodian: string | undefined;
  readonly officeDate: string;
  readonly time: string;
}
const isSealUse = shapeOf<SealUse>({
  useId: isText,
  itemName: isText,
  title: orNothing(isText),
  unit: orNothing(isText),
  handledBy: orNothing(isText),
  approvedBy: orNothing(isText),
  copies: isNumber,
  spoiled: isNumber,
  excess: isNumber,
  custodian: orNothing(isText),
  officeDate: isText,
  time: isText,
});
export const isSealRegister = shapeOf<Limited<SealUse>>({ rows: listOf(isSealUse), leftOut: isNumber });
