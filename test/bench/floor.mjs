/**
 * The floor that our figures are held against: the least that can read an ID-12 card reader, keep each badge on disk
 * at the same sync level and tell a screen. No rules, no chain, no roles. One commit a badge, or with `--grouped` one
 * for all that the port hands over at once, as ours does. Run by the bench.
 *
 *   node floor.mjs --serial PATH --database FILE [--grouped]        prints its port, then serves until SIGTERM
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { SerialPort } from 'serialport';
import { Server } from 'socket.io';

const { values } = parseArgs({
  options: { serial: { type: 'string' }, database: { type: 'string' }, grouped: { type: 'boolean' } },
});
const database = new Database(values.database);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS badge (position INTEGER PRIMARY KEY, card TEXT, at INTEGER)');
const insert = database.prepare('INSERT INTO badge (card, at) VALUES (?, ?)');

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });

const FRAME_LENGTH = 16;
let pending = Buffer.alloc(0);
const port = new SerialPort({ path: values.serial, baudRate: 9600 });
const takeFrames = () => {
  const badges = [];
  while (pending.length >= FRAME_LENGTH) {
    const start = pending.indexOf(0x02);
    if (start < 0 || pending.length - start < FRAME_LENGTH) break;
    const card = pending.toString('latin1', start + 1, start + 11);
    pending = pending.subarray(start + FRAME_LENGTH);
    badges.push({ position: Number(insert.run(card, Date.now()).lastInsertRowid), card });
  }
  return badges;
};
const take = values.grouped ? database.transaction(takeFrames) : takeFrames;
port.on('data', (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  for (const badge of take()) io.emit('badge', badge);
});
port.on('open', () =>
  http.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${http.address().port}`)),
);
process.on('SIGTERM', () => process.exit(0));
