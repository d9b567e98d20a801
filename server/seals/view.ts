/** What other modules may ask of the seals. */
export interface SealsView {
  /** Custodian or deputy of any item, or an approver of any: identity changes then need a second person. */
  isCustodianOrApprover(personId: string): boolean;
  /** Custody was just given to this person: no cabinet use before this instant; 0 where none was. */
  barredUntilMs(personId: string): number;
  /** Whose PIN a cabinet station waits for: the holder of the first factor. Undefined: no PIN is asked for now. */
  pinExpectedOf(stationId: string): string | undefined;
}
