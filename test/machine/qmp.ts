/** QEMU's control socket: presses keys of the emulated USB keyboard, unplugs and plugs devices. JSON lines. */
import { connect, type Socket } from 'node:net';

export interface MachineControl {
  /** Types characters 0-9 and Enter as the keyboard would, key by key. */
  type(text: string): Promise<void>;
  unplug(device: 'keyboard' | 'adapter0'): Promise<void>;
  plug(device: 'keyboard' | 'adapter0'): Promise<void>;
  close(): void;
}

const PLUG = {
  keyboard: { driver: 'usb-kbd', id: 'keyboard' },
  adapter0: { driver: 'usb-serial', id: 'adapter0', chardev: 'serial0', 'always-plugged': true },
} as const;

/** Rejects where nobody listens on `path`; every command rejects once the socket has gone. */
export async function openMachineControl(path: string): Promise<MachineControl> {
  const socket = connect(path);
  const lines = lineReader(socket);
  await lines.next((line) => 'QMP' in line);
  const execute = async (command: string, args?: unknown): Promise<void> => {
    socket.write(
      `${JSON.stringify({ execute: command, ...(args === undefined ? {} : { arguments: args }) })}\n`,
    );
    const answer = await lines.next((line) => 'return' in line || 'error' in line);
    if ('error' in answer) throw new Error(`${command}: ${JSON.stringify(answer['error'])}`);
  };
  await execute('qmp_capabilities');
  return {
    type: async (text) => {
      for (const character of text) {
        const key = character === '\n' ? 'ret' : character;
        await execute('send-key', { keys: [{ type: 'qcode', data: key }], 'hold-time': 20 });
      }
    },
    unplug: (device) => execute('device_del', { id: device }),
    plug: (device) => execute('device_add', PLUG[device]),
    close: () => socket.destroy(),
  };
}

type Line = Readonly<Record<string, unknown>>;

function lineReader(socket: Socket): { next(accept: (line: Line) => boolean): Promise<Line> } {
  const queue: Line[] = [];
  let pending = '';
  let wake: (() => void) | undefined;
  let gone: Error | undefined;
  socket.setEncoding('utf8');
  socket.on('error', (error) => (gone ??= error));
  socket.on('close', () => {
    gone ??= new Error("the emulated PC's control socket was closed");
    wake?.();
  });
  socket.on('data', (chunk: string) => {
    const parts = (pending + chunk).split('\n');
    pending = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') queue.push(JSON.parse(part));
    wake?.();
  });
  return {
    next: async (accept) => {
      for (;;) {
        for (let line = queue.shift(); line !== undefined; line = queue.shift())
          if (accept(line)) return line;
        if (gone !== undefined) throw gone;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
