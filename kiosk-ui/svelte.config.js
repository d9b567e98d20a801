/** Svelte for the screens: TypeScript in components, runes everywhere, styles as files (the CSP allows no inline ones). */
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true, css: 'external' },
};
