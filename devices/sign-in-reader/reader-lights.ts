/**
 * The light ring of readers that have one: what each light of the office looks like, what is to be shown now, and what
 * the ring shows already. R503 manual, AuraLedConfig.
 */
import type { AuraLedConfigCommand, Clock } from '../../firmware-bridge/index.ts';
import type { ShowReaderLight } from '../device-command.ts';
import type { ModuleCommand, ModuleReply } from './module-conversation.ts';

type ReaderLight = ShowReaderLight['light'];

/** After this, *granted* and *refused* give way to *ready*: the next in the queue must see their own answer. */
const ANSWER_LIGHT_MS = 2_000;

const LOOKS: Readonly<Record<ReaderLight, AuraLedConfigCommand>> = {
  ready: { control: 'breathe', speed: 0x64, colour: 'blue', count: 0 },
  granted: { control: 'on', speed: 0, colour: 'green', count: 0 },
  refused: { control: 'flash', speed: 0x19, colour: 'red', count: 3 },
  waiting: { control: 'breathe', speed: 0x40, colour: 'purple', count: 0 },
  off: { control: 'off', speed: 0, colour: 'none', count: 0 },
};
/** Firmware before V1.2 (2021-10) refuses green: a steady blue stands in for it. */
const GRANTED_WITHOUT_GREEN: AuraLedConfigCommand = { ...LOOKS.granted, colour: 'blue' };

export class ReaderLights {
  private readonly hasRing: boolean;
  private readonly clock: Clock;
  /** Stays until another is wanted. */
  private steady: ReaderLight = 'ready';
  private answer: { readonly light: ReaderLight; readonly untilMs: number } | undefined;
  private shown: ReaderLight | undefined;
  private knowsGreen = true;

  constructor(hasRing: boolean, clock: Clock) {
    this.hasRing = hasRing;
    this.clock = clock;
  }

  show(light: ReaderLight): void {
    if (light === 'granted' || light === 'refused') {
      this.answer = { light, untilMs: this.clock.monotonicMs() + ANSWER_LIGHT_MS };
      // The same answer to the next person must be seen to be another one.
      this.shown = undefined;
      return;
    }
    this.steady = light;
    this.answer = undefined;
  }

  /** The module was started anew and shows nothing. */
  forget(): void {
    this.shown = undefined;
  }

  /** Sends what should be shown, if the ring does not show it yet. Rejects as `ask` does. */
  async refresh(ask: (command: ModuleCommand) => Promise<ModuleReply>): Promise<void> {
    if (!this.hasRing) return;
    if (this.answer !== undefined && this.clock.monotonicMs() >= this.answer.untilMs) this.answer = undefined;
    const wanted = this.answer?.light ?? this.steady;
    if (wanted === this.shown) return;
    this.shown = wanted;
    const look = wanted === 'granted' && !this.knowsGreen ? GRANTED_WITHOUT_GREEN : LOOKS[wanted];
    const reply = await ask({ name: 'AuraLedConfig', ...look });
    // The module heard noise instead of the light: it is told again.
    if (reply.confirmation === 'packet-receive-error') {
      this.shown = undefined;
      return;
    }
    if (reply.confirmation === 'ok' || wanted !== 'granted' || !this.knowsGreen) return;
    this.knowsGreen = false;
    await ask({ name: 'AuraLedConfig', ...GRANTED_WITHOUT_GREEN });
  }
}
