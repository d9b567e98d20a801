/** What `parseArgs` refuses, in words for the operator. */
import { UsageError } from '../operator-error.ts';

const WORDS: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: '没有这个选项',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: '选项的值不对',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: '多余的参数',
};

/** Passes on what `parse` gives; throws `UsageError` for flags it refuses. */
export function inWords<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const words = WORDS[code];
    if (words === undefined || !(cause instanceof Error)) throw cause;
    throw new UsageError(`${words}，未执行。用 --help 查看用法。（${cause.message.split('. ')[0] ?? ''}）`);
  }
}
