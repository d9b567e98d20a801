/** The years whose notices came with this version. A year that is not here is *not published* until it is loaded. */
import { YEAR_2024 } from './2024.ts';
import { YEAR_2025 } from './2025.ts';
import { YEAR_2026 } from './2026.ts';
import type { PublishedYear } from './published-year.ts';

export const PUBLISHED_YEARS: readonly PublishedYear[] = [YEAR_2024, YEAR_2025, YEAR_2026];
