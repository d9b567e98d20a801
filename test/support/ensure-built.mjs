/** Called before `npm start`, `npm test` and the command line: builds what is older than its sources, else nothing. */
import { build } from './build.mjs';

process.exit(build({ onlyStale: true }) ? 0 : 1);
