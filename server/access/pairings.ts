/**
 * Codes by which a screen on another machine becomes a station's: made at the desk, read aloud, typed at the screen.
 * A code counts once, for five minutes, and lives in memory only.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { OfficePort } from '../engine/office-port.ts';
import { RuleViolation } from '../errors.ts';
import { newCode, type Vault } from '../people/vault.ts';
import type { RecordedFacts } from './recorded-facts.ts';

export const PAIRING_CODE_LIVES_MS = 5 * 60_000;
const CODES_MAX = 20;

interface OpenCode {
  readonly stationId: string;
  readonly by: string;
  readonly untilMs: number;
}

export class Pairings {
  readonly #office: OfficePort;
  readonly #vault: Vault;
  readonly #facts: RecordedFacts;
  readonly #clock: Clock;
  readonly #open = new Map<string, OpenCode>();

  constructor(office: OfficePort, vault: Vault, facts: RecordedFacts, clock: Clock) {
    this.#office = office;
    this.#facts = facts;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Throws `PAIRING_REFUSED` for a station that is not installed. */
  offer(stationId: string, by: string): { readonly code: string; readonly validForMs: number } {
    if (this.#office.context().stations.station(stationId) === undefined) {
      throw new RuleViolation(
        'PAIRING_REFUSED',
        `未生成配对码：没有站点 ${stationId}。请在设备页查看站点编号。`,
      );
    }
    this.#dropOld();
    const oldest = this.#open.keys().next().value;
    if (this.#open.size >= CODES_MAX && oldest !== undefined) this.#open.delete(oldest);
    const code = newCode(2);
    this.#open.set(fold(code), { stationId, by, untilMs: this.#clock.monotonicMs() + PAIRING_CODE_LIVES_MS });
    return { code, validForMs: PAIRING_CODE_LIVES_MS };
  }

  /** Consumes the code; the pairing is recorded before the screen is told. */
  async pair(code: string): Promise<{ readonly stationId: string; readonly token: string }> {
    this.#dropOld();
    const offer = this.#open.get(fold(code));
    if (offer === undefined) {
      throw new RuleViolation(
        'PAIRING_REFUSED',
        '未配对：配对码不对、已用过或已超过五分钟。请在办公桌页面重新生成。',
      );
    }
    this.#open.delete(fold(code));
    const { token, pairingId } = this.#vault.pairScreen(offer.stationId, this.#clock.epochMs());
    try {
      await this.#facts.screenPaired(offer.stationId, pairingId, offer.by);
    } catch (error) {
      this.#vault.unpairScreen(pairingId);
      throw error;
    }
    return { stationId: offer.stationId, token };
  }

  /** Takes a pairing back; its sockets are closed. */
  async end(pairingId: string, by: string): Promise<void> {
    await this.#facts.screenUnpaired(pairingId, by);
    this.#vault.unpairScreen(pairingId);
  }

  #dropOld(): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [code, { untilMs }] of this.#open) if (untilMs < nowMs) this.#open.delete(code);
  }
}

function fold(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
