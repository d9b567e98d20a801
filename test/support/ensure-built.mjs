/**
 * Called before `npm start`, `npm test` and the command line: refuses a Node that is too old in words, then builds what
 * is not of its sources, else nothing.
 */
import { build } from './build.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed, and this is ${process.versions.node}. Nothing was started.`);
  process.exit(1);
}
process.exit(build({ onlyStale: true }) ? 0 : 1);
