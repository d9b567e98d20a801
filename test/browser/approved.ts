/**
 * Comparison with the pictures that somebody has looked at and approved (`test/browser/approved/`). Kept and compared
 * at a third of the scale and in 32 steps of each colour: small in the repository, and what antialiasing or a font's
 * hinting moves by a fraction of a pixel does not count. Two measures: what stands elsewhere (pixels), and what has another colour (means of squares).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

export const APPROVED_FOLDER = join(import.meta.dirname, 'approved');
const DIFFERENCES_FOLDER = 'test-results/differences';

/** The states that tell most of each station's screen; each is approved in Chinese, light and dark. */
export const APPROVED_STORIES: readonly (readonly [story: string, size: string])[] = [
  ['entrance-rest', 'hall'],
  ['entrance-late-badge', 'hall'],
  ['entrance-names', 'board'],
  ['entrance-down', 'board'],
  ['entrance-stale', 'hall'],
  ['duty-idle', 'duty'],
  ['duty-ring-2', 'duty'],
  ['duty-past-limit', 'duty'],
  ['cabinet-idle', 'cabinet'],
  ['cabinet-finger', 'cabinet'],
  ['cabinet-register', 'cabinet'],
  ['cabinet-alarm', 'cabinet'],
];

/** Of pixelmatch, 0 to 1: a grey that is a tenth of the way off counts. */
const PIXEL_THRESHOLD = 0.1;
/** Pixels at that scale; a key that moves by 4 px changes more than a hundred (tried on every kind of screen). */
const PIXELS_MAX = 40;
/** Linear, and the step that a colour is rounded to. */
const SHRINK = 3;
const COLOUR_STEP = 8;
/** Side of a square, and how far its mean may be off in one channel of 255. */
const SQUARE = 8;
const MEAN_MAX = 2;
const SQUARES_MAX = 4;

export interface Difference {
  readonly pixels: number;
  readonly squares: number;
}

export function approve(name: string, picture: Buffer): void {
  mkdirSync(APPROVED_FOLDER, { recursive: true });
  const small = shrunk(PNG.sync.read(picture));
  writeFileSync(
    join(APPROVED_FOLDER, `${name}.png`),
    PNG.sync.write(small, { colorType: 2, deflateLevel: 9, filterType: 4 }),
  );
}

/** What is wrong, in words, or undefined. The difference is kept as a picture: approved, now, and where they differ. */
export function compareWithApproved(name: string, picture: Buffer): string | undefined {
  const path = join(APPROVED_FOLDER, `${name}.png`);
  if (!existsSync(path)) return `${name}: nobody has approved a picture (npm run screens -- --approve)`;
  const approved = PNG.sync.read(readFileSync(path));
  const now = shrunk(PNG.sync.read(picture));
  if (approved.width !== now.width || approved.height !== now.height)
    return `${name}: ${now.width}×${now.height}, approved was ${approved.width}×${approved.height}`;
  const marked = new PNG({ width: now.width, height: now.height });
  const found = differenceOf(approved, now, marked);
  if (found.pixels <= PIXELS_MAX && found.squares <= SQUARES_MAX) return undefined;
  mkdirSync(DIFFERENCES_FOLDER, { recursive: true });
  writeFileSync(join(DIFFERENCES_FOLDER, `${name}.png`), PNG.sync.write(sideBySide([approved, now, marked])));
  return `${name}: ${found.pixels} pixels moved, ${found.squares} squares of another colour`;
}

/** Both at the same scale and size. */
export function differenceOf(one: PNG, other: PNG, marked?: PNG): Difference {
  const pixels = pixelmatch(one.data, other.data, marked?.data, one.width, one.height, {
    threshold: PIXEL_THRESHOLD,
  });
  let squares = 0;
  for (let y = 0; y + SQUARE <= one.height; y += SQUARE) {
    for (let x = 0; x + SQUARE <= one.width; x += SQUARE) {
      const means = meansOf(other, x, y);
      if (meansOf(one, x, y).some((mean, channel) => Math.abs(mean - (means[channel] ?? 0)) > MEAN_MAX))
        squares += 1;
    }
  }
  return { pixels, squares };
}

/** Each pixel the mean of a square of them, rounded to a step of colour. */
export function shrunk(whole: PNG): PNG {
  const small = new PNG({
    width: Math.floor(whole.width / SHRINK),
    height: Math.floor(whole.height / SHRINK),
  });
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let down = 0; down < SHRINK; down += 1) {
          const at = ((y * SHRINK + down) * whole.width + x * SHRINK) * 4 + channel;
          for (let right = 0; right < SHRINK; right += 1) sum += whole.data[at + 4 * right] ?? 0;
        }
        const mean = sum / (SHRINK * SHRINK);
        small.data[(y * small.width + x) * 4 + channel] = Math.min(
          255,
          Math.round(mean / COLOUR_STEP) * COLOUR_STEP,
        );
      }
      small.data[(y * small.width + x) * 4 + 3] = 255;
    }
  }
  return small;
}

function meansOf(picture: PNG, left: number, top: number): readonly [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let y = top; y < top + SQUARE; y += 1) {
    for (let at = (y * picture.width + left) * 4; at < (y * picture.width + left + SQUARE) * 4; at += 4) {
      sums[0] += picture.data[at] ?? 0;
      sums[1] += picture.data[at + 1] ?? 0;
      sums[2] += picture.data[at + 2] ?? 0;
    }
  }
  const count = SQUARE * SQUARE;
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

function sideBySide(pictures: readonly PNG[]): PNG {
  const width = pictures.reduce((sum, picture) => sum + picture.width, 0);
  const sheet = new PNG({ width, height: pictures[0]?.height ?? 0 });
  let left = 0;
  for (const picture of pictures) {
    PNG.bitblt(picture, sheet, 0, 0, picture.width, picture.height, left, 0);
    left += picture.width;
  }
  return sheet;
}
