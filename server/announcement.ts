/** What the service prints at its start: where it is, how to sign in the first time, what is virtual. */
import type { DemoAccounts } from './http/parts.ts';

export interface Announced {
  /** Address first, e.g. `http://127.0.0.1:8420`. */
  readonly origins: readonly string[];
  readonly pages: readonly string[];
  readonly setupCode: string | undefined;
  readonly accounts: DemoAccounts | undefined;
  readonly virtual: boolean;
  /** Office time at the start and speed, where the clock is a demonstration. */
  readonly demoClock: { readonly from: string; readonly rate: number } | undefined;
  readonly dataDirectory: string;
  readonly verifierKey: string;
}

const PAGE_NAMES: Readonly<Record<string, string>> = {
  entrance: '入口签到 entrance',
  duty: '值班台 duty desk',
  cabinet: '印章柜 seal cabinet',
  desk: '办公桌 desk',
  bench: '试验台 bench: press fingers, swipe cards, ring, open',
};

export function announcement(announced: Announced): string {
  const [address = ''] = announced.origins;
  return [
    `点卯已启动 Dianmao is running: ${announced.origins.join('  ')}`,
    '',
    ...announced.pages.map((page) => `  ${`${address}/${page}`.padEnd(38)} ${PAGE_NAMES[page] ?? page}`),
    `  ${`${address}/api/docs`.padEnd(38)} 接口说明 API`,
    '',
    ...signIn(announced),
    ...virtualWords(announced),
    `台账 Journal: ${announced.dataDirectory}`,
    `核验公钥（请抄入用印登记簿）Verifier key: ${announced.verifierKey}`,
    '按 Ctrl-C 停止 Ctrl-C stops it.',
    '',
  ].join('\n');
}

function signIn({ setupCode, accounts, origins }: Announced): readonly string[] {
  if (accounts !== undefined && accounts.accounts.length > 0) {
    return [
      '演示账号 Demo accounts (virtual hardware only), one password and one PIN for all:',
      `  密码 password  ${accounts.password}      PIN ${accounts.pin}`,
      ...accounts.accounts.map(
        ({ username, name, roles }) => `  ${username.padEnd(14)} ${name}  ${roles.join('、')}`,
      ),
      '',
    ];
  }
  if (setupCode === undefined) return [];
  return [
    '还没有人能登录 Nobody can sign in yet.',
    `  启动码 setup code  ${setupCode}`,
    `  在 ${origins[0] ?? ''}/desk 输入启动码，设立第一位系统管理员。Enter it there to appoint the first administrator.`,
    '',
  ];
}

function virtualWords({ virtual, demoClock }: Announced): readonly string[] {
  if (!virtual) return [];
  const from = demoClock?.from.slice(0, '2026-11-20T07:45:00'.length).replace('T', ' ');
  return [
    '所有读卡器、指纹机、电话线和印章柜都是虚拟的；接真实设备请写配置文件（docs/configuration.md）。',
    'Every reader, line and cabinet is virtual. For real hardware write a configuration file.',
    ...(demoClock === undefined
      ? []
      : [
          `演示时钟自 ${from} 起，${demoClock.rate} 倍速，各屏幕有水印。`,
          `Demo clock from ${from} at speed ${demoClock.rate}, watermarked on every screen.`,
        ]),
    '',
  ];
}
