/** Guards of the bench's state. */
import type { BenchDevice, BenchState } from '../../../../server/contract/bench.ts';
import {
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  orNothing,
  shapeOf,
  type Guard,
} from '../../connection/shape.ts';

type Fingerprint = Extract<BenchDevice, { kind: 'fingerprint' }>;
type Card = Extract<BenchDevice, { kind: 'card' }>;
type Line = Extract<BenchDevice, { kind: 'line' }>;
type Cabinet = Extract<BenchDevice, { kind: 'cabinet' }>;

const isFingerprint = shapeOf<Fingerprint>({
  kind: oneOf('fingerprint'),
  deviceId: isText,
  name: isText,
  plugged: isFlag,
  light: isText,
  templates: isNumber,
});
const isCard = shapeOf<Card>({ kind: oneOf('card'), deviceId: isText, name: isText, plugged: isFlag });
const isLine = shapeOf<Line>({
  kind: oneOf('line'),
  deviceId: isText,
  lineId: isText,
  name: isText,
  plugged: isFlag,
  ringing: isFlag,
  offHook: isFlag,
});
const isCabinet = shapeOf<Cabinet>({
  kind: oneOf('cabinet'),
  deviceId: isText,
  name: isText,
  plugged: isFlag,
  doorOpen: isFlag,
  boltOut: isFlag,
  coilOn: isFlag,
  slots: listOf(shapeOf<Cabinet['slots'][number]>({ slot: isNumber, occupied: isFlag })),
});
const isDevice: Guard<BenchDevice> = (value): value is BenchDevice =>
  isFingerprint(value) || isCard(value) || isLine(value) || isCabinet(value);

export interface Accounts {
  readonly password: string;
  readonly pin: string;
  readonly accounts: readonly {
    readonly username: string;
    readonly name: string;
    readonly roles: readonly string[];
  }[];
}
export interface ShownBench extends BenchState {
  readonly accounts: Accounts | undefined;
}
export const isBench = shapeOf<ShownBench>({
  devices: listOf(isDevice),
  people: listOf(
    shapeOf<BenchState['people'][number]>({
      personId: isText,
      name: isText,
      section: isText,
      fingers: listOf(shapeOf<{ print: string; label: string }>({ print: isText, label: isText })),
      cards: listOf(isText),
    }),
  ),
  accounts: orNothing(
    shapeOf<Accounts>({
      password: isText,
      pin: isText,
      accounts: listOf(
        shapeOf<Accounts['accounts'][number]>({ username: isText, name: isText, roles: listOf(isText) }),
      ),
    }),
  ),
});
