/**
 * A PIN typed at the cabinet (YX-Y1: the lawful substitute for card or finger). It is checked here against the vault
 * and goes no further: the engine hears only whose it was meant to be and what came of it.
 */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { OfficePort } from '../engine/office-port.ts';
import { RuleViolation } from '../errors.ts';
import type { VaultPort } from '../people/vault-port.ts';
import { mistakesOf } from './mistakes.ts';
import { InvalidRequest, refusalFor } from './refusals.ts';
import type { SecretRequest } from './request-table.ts';

const PinBody = Type.Object({ pin: Type.String() });

export function cabinetPin(office: OfficePort, vault: Pick<VaultPort, 'verifyPin'>): SecretRequest {
  return async (principal, body) => {
    if (principal.kind !== 'station') throw refusalFor(principal, ['station:cabinet']);
    if (!Value.Check(PinBody, body)) throw new InvalidRequest(mistakesOf(PinBody, body));
    const personId = office.context().seals.pinExpectedOf(principal.stationId);
    if (personId === undefined) {
      throw new RuleViolation(
        'PIN_NOT_ASKED',
        '未核对：此刻没有等待输入 PIN 的人。请先刷卡或按指纹，再输入 PIN。',
        {
          clause: 'YX-Y1',
        },
      );
    }
    const outcome = await vault.verifyPin(personId, body.pin);
    const checked = { stationId: principal.stationId, personId, outcome };
    return office.request(
      { kind: 'system', through: 'service' },
      { type: 'seals.pin-checked', body: checked },
    );
  };
}
