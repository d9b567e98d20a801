/**
 * From device events to inputs. A card number is looked up in the vault here and goes no further: rules, journal and
 * screens only ever see a random reference. Runs inside the engine's transaction, so that a card kept during an
 * enrolment commits together with the fact of it.
 */
import type { DeviceEvent } from '../../devices/device-event.ts';
import type { Stamp } from '../../firmware-bridge/clock.ts';
import type { Input } from './input.ts';
import type { IntakeVault } from './office-options.ts';

/** `holderOf`: who holds a card, as the people module has it. */
export function toInput(
  event: DeviceEvent,
  vault: IntakeVault,
  holderOf: (cardRef: string) => string | undefined,
): Input {
  const { deviceId, stationId } = event;
  switch (event.kind) {
    case 'finger-identified': {
      const { moduleId, page, score } = event;
      return {
        kind: 'badge',
        deviceId,
        stationId,
        at: momentOf(event),
        identifiedAt: event.at,
        badge: { by: 'finger', moduleId, page, score },
      };
    }
    case 'card-presented': {
      const { cardNumber, format } = event;
      const cardRef = vault.cardRefOf(cardNumber, format);
      return {
        kind: 'badge',
        deviceId,
        stationId,
        at: momentOf(event),
        identifiedAt: event.at,
        badge: { by: 'card', cardRef, format },
      };
    }
    case 'enrolment-advanced': {
      const { step, enrolmentId, at } = event;
      if (step.name !== 'done-card') return { kind: 'device', event };
      const { cardRef, existed } = vault.keepCard(step.cardNumber, step.format);
      const heldBy = existed ? holderOf(cardRef) : undefined;
      const { format } = step;
      return {
        kind: 'device',
        event: { kind: 'card-enrolled', deviceId, stationId, at, enrolmentId, cardRef, heldBy, format },
      };
    }
    default:
      return { kind: 'device', event };
  }
}

/** First contact (KQ-2): for a finger, the first failed press that led up to the identification. */
export function momentOf(event: DeviceEvent): Stamp {
  return event.kind === 'finger-identified' ? event.firstPressAt : event.at;
}
