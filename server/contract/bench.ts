/**
 * The bench page's wires: what a visitor can do to the virtual hardware. Served only with virtual hardware alone;
 * otherwise every path under `/bench` is 404. HTTP: `GET /bench/state`, `POST /bench/act`; live: event `bench`.
 */
export interface BenchState {
  readonly devices: readonly BenchDevice[];
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly section: string;
    readonly fingers: readonly BenchFinger[];
    readonly cards: readonly string[];
  }[];
}
/** A finger of the virtual office; `print` is the simulator's name of it, never a template. */
export interface BenchFinger {
  readonly print: string;
  readonly label: string;
}
export type BenchDevice =
  | {
      readonly kind: 'fingerprint';
      readonly deviceId: string;
      readonly name: string;
      readonly plugged: boolean;
      readonly light: string;
      readonly templates: number;
    }
  | { readonly kind: 'card'; readonly deviceId: string; readonly name: string; readonly plugged: boolean }
  | {
      readonly kind: 'line';
      readonly deviceId: string;
      readonly lineId: string;
      readonly name: string;
      readonly plugged: boolean;
      readonly ringing: boolean;
      readonly offHook: boolean;
    }
  | {
      readonly kind: 'cabinet';
      readonly deviceId: string;
      readonly name: string;
      readonly plugged: boolean;
      readonly doorOpen: boolean;
      readonly boltOut: boolean;
      readonly coilOn: boolean;
      readonly slots: readonly { readonly slot: number; readonly occupied: boolean }[];
    };

export type BenchAct =
  | {
      readonly act: 'press-finger';
      readonly deviceId: string;
      readonly print: string | 'unknown' | 'wet';
      readonly holdMs: number;
    }
  | { readonly act: 'swipe-card'; readonly deviceId: string; readonly cardNumber: string }
  | {
      readonly act: 'ring';
      readonly deviceId: string;
      readonly lineId: string;
      readonly number: string;
      readonly rings: number;
    }
  | { readonly act: 'stop-ringing'; readonly deviceId: string; readonly lineId: string }
  | { readonly act: 'lift' | 'hang-up'; readonly deviceId: string; readonly lineId: string }
  | { readonly act: 'open-door' | 'close-door' | 'force-door'; readonly deviceId: string }
  | { readonly act: 'take' | 'put'; readonly deviceId: string; readonly slot: number }
  | { readonly act: 'unplug' | 'plug' | 'power-cycle'; readonly deviceId: string };
