/** Whatever can change a verdict: proposed by one, confirmed by another, effective from a date. */
export type SettingsEvent =
  | {
      readonly type: 'settings.proposed';
      readonly data: {
        readonly proposalId: string;
        readonly key: string;
        readonly value: unknown;
        readonly effectiveFrom: string;
        readonly by: string;
      };
    }
  | { readonly type: 'settings.withdrawn'; readonly data: { readonly proposalId: string } }
  | {
      readonly type: 'settings.confirmed';
      readonly data: {
        readonly proposalId: string;
        readonly key: string;
        readonly value: unknown;
        readonly effectiveFrom: string;
        readonly confirmedBy: string;
        /** Rule version of this key from now on; verdicts name it. */
        readonly version: number;
      };
    };
