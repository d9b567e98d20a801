/** What can be wrong with an installation file, by stable code. `docs/errors.md` says what the operator does. */

export const CONFIG_MISTAKE_CODES = {
  CONFIG_FILE_UNREADABLE: 'the installation file cannot be read',
  CONFIG_YAML_INVALID: 'the installation file is not YAML',
  CONFIG_SHAPE: 'a field is missing, unknown or of the wrong form',
  CONFIG_ID_TWICE: 'two things have the same id',
  CONFIG_ZONE_UNKNOWN: 'there is no such time zone',
  CONFIG_STATION_UNKNOWN: 'no such station is listed',
  CONFIG_STATION_KIND: 'the station is of another kind than this device needs',
  CONFIG_MODEL_UNKNOWN: 'the catalogue has no such model',
  CONFIG_MODEL_KIND: 'the model is another kind of device',
  CONFIG_ADDRESS_INVALID: 'the address cannot be understood, or is of a kind this model has not',
  CONFIG_ADDRESS_SHARED: 'two devices are on one wire that takes only one',
  CONFIG_FORMAT_MISPLACED:
    'a card number format is given for a model that has none, or missing where one is needed',
  CONFIG_PASSWORD_UNSET: 'the environment variable of a module password is not set or not 8 hex digits',
  CONFIG_POINT_UNKNOWN: 'the point names a board that is not listed',
  CONFIG_POINT_RANGE: 'the board has no such input or output',
  CONFIG_POINT_TWICE: 'two things are wired to the same point',
  CONFIG_VIRTUAL_MIXED: 'virtual and real devices are mixed',
  CONFIG_DEMO_WITH_REAL: 'a demonstration is asked for with real devices',
  CONFIG_TLS_MISSING: 'other machines may be served only over TLS',
  CONFIG_TLS_UNREADABLE: 'the certificate or key cannot be read, or they are no pair',
} as const;
export type ConfigMistakeCode = keyof typeof CONFIG_MISTAKE_CODES;

export interface ConfigMistake {
  readonly code: ConfigMistakeCode;
  /** `readers[0].address`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong and what to write instead; in Chinese. */
  readonly message: string;
}

/** Every mistake of the file at once: the service refuses to start on doubt. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly retryable = false;
  readonly mistakes: readonly ConfigMistake[];

  constructor(file: string, mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(
      ({ code, path, message }) => `  ${path === '' ? '（全文）' : path}：${message} [${code}]`,
    );
    super(`配置有 ${mistakes.length} 处错误，服务未启动：${file}\n${lines.join('\n')}`);
    this.mistakes = mistakes;
  }
}
