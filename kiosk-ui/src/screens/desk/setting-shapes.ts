/** Guards of the view of settings; only the fields that the desk shows. */
import { isAnything, isNumber, isText, listOf, orNothing, shapeOf } from '../../connection/shape.ts';
import { isVerdict, type Verdict } from './attendance-shapes.ts';

export interface SettingVersion {
  /** Counted from 1, in the order of confirmation. */
  readonly version: number;
  readonly value: unknown;
  /** ISO office date. */
  readonly effectiveFrom: string;
  readonly confirmedByName: string;
}
export interface SettingRow {
  /** `attendance.edges`: what stands before the dot is its group. */
  readonly key: string;
  readonly name: string;
  readonly clause: string;
  /** In force today. */
  readonly value: unknown;
  /** 0: as the regulations have it. */
  readonly version: number;
  readonly versions: readonly SettingVersion[];
}
export interface SettingProposalRow {
  readonly proposalId: string;
  readonly key: string;
  readonly value: unknown;
  readonly effectiveFrom: string;
  readonly by: string;
  readonly byName: string;
}
export interface SettingList {
  readonly settings: readonly SettingRow[];
  readonly proposals: readonly SettingProposalRow[];
  /** Roles that may propose, and those that may confirm what another proposed. */
  readonly proposers: readonly string[];
  readonly confirmers: readonly string[];
}
export const isSettingList = shapeOf<SettingList>({
  settings: listOf(
    shapeOf<SettingRow>({
      key: isText,
      name: isText,
      clause: isText,
      value: isAnything,
      version: isNumber,
      versions: listOf(
        shapeOf<SettingVersion>({
          version: isNumber,
          value: isAnything,
          effectiveFrom: isText,
          confirmedByName: isText,
        }),
      ),
    }),
  ),
  proposals: listOf(
    shapeOf<SettingProposalRow>({
      proposalId: isText,
      key: isText,
      value: isAnything,
      effectiveFrom: isText,
      by: isText,
      byName: isText,
    }),
  ),
  proposers: listOf(isText),
  confirmers: listOf(isText),
});
/** What proposing answers. */
export const isProposed = shapeOf<{ readonly proposalId: string }>({ proposalId: isText });

/** What a proposed setting would judge again. */
export interface SettingEffect {
  readonly people: number;
  /** For readers of the register of attendance alone. */
  readonly changes:
    | readonly {
        readonly personId: string;
        readonly name: string;
        readonly officeDate: string;
        readonly previous: Verdict | undefined;
        readonly now: Verdict | undefined;
      }[]
    | undefined;
}
export const isSettingEffect = shapeOf<SettingEffect>({
  people: isNumber,
  changes: orNothing(
    listOf(
      shapeOf<NonNullable<SettingEffect['changes']>[number]>({
        personId: isText,
        name: isText,
        officeDate: isText,
        previous: orNothing(isVerdict),
        now: orNothing(isVerdict),
      }),
    ),
  ),
});
