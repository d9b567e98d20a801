/**
 * Where the command line speaks and listens. Passwords are asked without echo on a terminal and read line by line
 * where input is piped, so that scripts and tests need no flag that would show in the process list.
 */
import { createInterface, type Interface } from 'node:readline';
import { OperatorError } from '../operator-error.ts';

export interface Terminal {
  print(line: string): void;
  /** Throws `OperatorError` where input ends. */
  askSecret(prompt: string): Promise<string>;
  close(): void;
}

export function openTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Terminal {
  let lines: Interface | undefined;
  let waiting: AsyncIterator<string> | undefined;
  const fromPipe = async (): Promise<string> => {
    lines ??= createInterface({ input });
    waiting ??= lines[Symbol.asyncIterator]();
    const { value, done } = await waiting.next();
    if (done === true) throw new OperatorError('输入已结束，未执行。请逐行输入所需的密码。');
    return value;
  };
  return {
    print: (line) => void output.write(`${line}\n`),
    askSecret: async (prompt) => {
      output.write(`${prompt}：`);
      const secret = input.isTTY ? await readUnseen(input, output) : await fromPipe();
      output.write('\n');
      return secret;
    },
    close: () => lines?.close(),
  };
}

const ENTER = ['\r', '\n'];
const INTERRUPT = '\u0003';
const ERASE = ['\u007f', '\b'];

function readUnseen(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
    };
    const onData = (chunk: Buffer | string): void => {
      for (const key of String(chunk)) {
        if (key === INTERRUPT) {
          end();
          output.write('\n');
          return reject(new OperatorError('已中断，未执行。'));
        }
        if (ENTER.includes(key)) {
          end();
          return resolve(typed);
        }
        typed = ERASE.includes(key) ? typed.slice(0, -1) : typed + key;
      }
    };
    input.setRawMode(true);
    input.resume();
    input.on('data', onData);
  });
}
