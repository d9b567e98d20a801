/** Facts about the service itself. A stopped service and a clock step are blind intervals for everyone. */
export type SystemEvent =
  | {
      readonly type: 'system.started';
      readonly data: {
        readonly version: string;
        readonly bootId: string;
        /** Wall clock of the last event before this start, if any: from then on nothing was observed. */
        readonly blindSinceMs: number | undefined;
        /** The wall clock is behind the journal's head: judges nobody until a person confirms the time. */
        readonly clockBehindJournal: boolean;
        readonly demoClock: boolean;
      };
    }
  | { readonly type: 'system.stopped'; readonly data: { readonly reason: string } }
  | {
      readonly type: 'system.clock-stepped';
      readonly data: { readonly fromMs: number; readonly toMs: number; readonly stepMs: number };
    }
  | { readonly type: 'system.clock-confirmed'; readonly data: { readonly atMs: number } }
  /** The journal could not be written from `fromMs` to `toMs`; inputs of that time were refused. */
  | {
      readonly type: 'system.journal-blind';
      readonly data: {
        readonly fromMs: number;
        readonly toMs: number;
        readonly reason: string;
        readonly refused: number;
      };
    }
  /** Written from the reserve when the disk is full. */
  | {
      readonly type: 'system.alarm-raised';
      readonly data: { readonly alarm: 'disk-full' | 'read-only'; readonly detail: string };
    }
  | { readonly type: 'system.alarm-cleared'; readonly data: { readonly alarm: 'disk-full' | 'read-only' } }
  /** The event loop was late by more than the budget: ring evidence of that time is *timed*. */
  | {
      readonly type: 'system.loop-lagged';
      readonly data: { readonly fromMs: number; readonly lagMs: number };
    }
  /** An office edge or due time has passed; fires once per key and is not unfired by a clock step. */
  | {
      readonly type: 'system.deadline-passed';
      readonly data: { readonly key: string; readonly dueAtMs: number };
    }
  /** An intent found without an outcome after a restart, settled by rule. */
  | { readonly type: 'system.checkpointed'; readonly data: { readonly size: number; readonly root: string } };
