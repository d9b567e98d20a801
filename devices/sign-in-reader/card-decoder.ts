/**
 * From checked frames to card numbers, for each kind of reader: serial readers send one number in a frame, wedge readers
 * type one key in a report.
 */
import {
  BOOT_REPORT_SHAPE,
  canonicalNumber,
  decodeBootReport,
  decodeEm4100,
  em4100Shape,
  Keystrokes,
  ScanningDeframer,
  type WedgeFormat,
} from '../../firmware-bridge/index.ts';
import type { CardModel } from './models.ts';

export interface ReadNumber {
  readonly cardNumber: string;
  /** First byte of the evidence, monotonic ms. */
  readonly atMs: number;
}

export interface CardDecoder {
  /** How the number was given: `em4100-40`, `dez10`, `dez8`, `hex8`. */
  readonly format: string;
  readonly deframer: ScanningDeframer;
  push(frame: Uint8Array, atMs: number): readonly ReadNumber[];
  /** Moment after which `expire` gives up a number that was begun; undefined while none was. */
  readonly expiresAtMs: number | undefined;
  expire(nowMs: number): void;
  /** The wire is gone. */
  flush(): void;
  /** Numbers begun and not finished, and numbers of a wrong format. */
  readonly spoilt: number;
}

export function createCardDecoder(model: CardModel, format: WedgeFormat | undefined): CardDecoder {
  if (model.frame === 'wedge') return new WedgeDecoder(format ?? 'dez10');
  const shape = em4100Shape(model.frame);
  return {
    format: 'em4100-40',
    deframer: new ScanningDeframer(shape),
    push: (frame, atMs) => [{ cardNumber: decodeEm4100(frame), atMs }],
    expiresAtMs: undefined,
    expire: () => undefined,
    flush: () => undefined,
    spoilt: 0,
  };
}

class WedgeDecoder implements CardDecoder {
  readonly format: WedgeFormat;
  readonly deframer = new ScanningDeframer(BOOT_REPORT_SHAPE);
  spoilt = 0;
  private readonly keystrokes = new Keystrokes();

  constructor(format: WedgeFormat) {
    this.format = format;
  }

  get expiresAtMs(): number | undefined {
    return this.keystrokes.expiresAtMs;
  }

  push(frame: Uint8Array, atMs: number): readonly ReadNumber[] {
    const report = decodeBootReport(frame);
    if (report === undefined) return [];
    const numbers: ReadNumber[] = [];
    // Only `expire` believes a silence: a process that was held up reads late, and all at once, what was typed in time.
    const inTimeMs = Math.min(atMs, this.keystrokes.expiresAtMs ?? atMs);
    for (const typed of this.keystrokes.push(report, inTimeMs)) {
      const cardNumber = typed.kind === 'number' ? canonicalNumber(this.format, typed.text) : undefined;
      if (typed.kind === 'number' && cardNumber !== undefined) numbers.push({ cardNumber, atMs: typed.atMs });
      else this.spoilt += 1;
    }
    return numbers;
  }

  expire(nowMs: number): void {
    this.spoilt += this.keystrokes.expire(nowMs).length;
  }

  flush(): void {
    this.spoilt += this.keystrokes.flush().length;
  }
}
