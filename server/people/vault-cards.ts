/**
 * Card numbers as keyed hashes. Readers give more or less of one number: the serial readers all 40 bits of an EM4100,
 * keyboard readers 32 (DEZ10, 8 hex) or 24 (DEZ8). A card is kept at what its enrolment saw and found again by any
 * reader, as long as that leaves exactly one card.
 */
import type Database from 'better-sqlite3';
import { keyedHash } from './vault-key.ts';

/** Bits of the number that each format carries (hardware notes, EM4100 and keyboard readers). */
const FORMAT_BITS: Readonly<Record<string, number>> = { 'em4100-40': 40, dez10: 32, hex8: 32, dez8: 24 };
const PRECISIONS = [40, 32, 24] as const;

interface FoundCard {
  readonly card_ref: string;
  readonly bits: number;
}

export class CardVault {
  readonly #key: Uint8Array;
  readonly #find: Database.Statement<[Buffer], FoundCard>;
  readonly #keep: Database.Statement<[string, number]>;
  readonly #keepForm: Database.Statement<[Buffer, string]>;
  readonly #newRef: () => string;

  constructor(database: Database.Database, key: Uint8Array, newRef: () => string) {
    this.#key = key;
    this.#newRef = newRef;
    this.#find = database.prepare<[Buffer], FoundCard>(
      'SELECT card_ref, bits FROM vault_card_form JOIN vault_card USING (card_ref) WHERE form = ?',
    );
    this.#keep = database.prepare<[string, number]>('INSERT INTO vault_card (card_ref, bits) VALUES (?, ?)');
    this.#keepForm = database.prepare<[Buffer, string]>(
      'INSERT INTO vault_card_form (form, card_ref) VALUES (?, ?)',
    );
  }

  cardRefOf(cardNumber: string, format: string): string | undefined {
    const bits = bitsOf(cardNumber, format);
    const same = this.#find.all(this.#formAt(cardNumber, bits));
    if (same.length > 0) return only(same);
    // The reader saw more than the enrolment did: compare at what the enrolment saw.
    const coarser = PRECISIONS.filter((precision) => precision < bits).flatMap((precision) =>
      this.#find.all(this.#formAt(cardNumber, precision)).filter((card) => card.bits === precision),
    );
    return only(coarser);
  }

  keepCard(cardNumber: string, format: string): { readonly cardRef: string; readonly existed: boolean } {
    const known = this.cardRefOf(cardNumber, format);
    if (known !== undefined) return { cardRef: known, existed: true };
    const bits = bitsOf(cardNumber, format);
    const cardRef = this.#newRef();
    this.#keep.run(cardRef, bits);
    for (const precision of new Set([bits, ...PRECISIONS.filter((coarser) => coarser < bits)])) {
      this.#keepForm.run(this.#formAt(cardNumber, precision), cardRef);
    }
    return { cardRef, existed: false };
  }

  #formAt(cardNumber: string, bits: number): Buffer {
    const low = BigInt(`0x${cardNumber}`) & ((1n << BigInt(bits)) - 1n);
    return keyedHash(this.#key, `${bits}:${low.toString(16)}`);
  }
}

/** Throws a `RangeError` for what is not a hexadecimal number: a driver's defect, not a card. */
function bitsOf(cardNumber: string, format: string): number {
  if (!/^[0-9A-Fa-f]{1,16}$/.test(cardNumber)) throw new RangeError('card number is not hexadecimal');
  return FORMAT_BITS[format] ?? cardNumber.length * 4;
}

function only(cards: readonly FoundCard[]): string | undefined {
  const refs = new Set(cards.map(({ card_ref }) => card_ref));
  const [ref] = refs;
  return refs.size === 1 ? ref : undefined;
}
