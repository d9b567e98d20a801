/** The leader's inbox: a call that nobody answered or called back (ZB-1), a shift that nobody began (ZB-3). */
import type { InboxItemValue } from '../contract/screens.ts';
import type { ScreenPart, Viewing } from '../engine/module.ts';
import type { DutyState, WordTrack } from './state.ts';

const PREFIX = 'inbox/duty-';

export const DUTY_INBOX: ScreenPart<DutyState> = {
  screen: 'desk',
  owns: [PREFIX],
  keys(state, viewing) {
    return wordsFor(state, viewing).map((word) => `${PREFIX}${word.wordId}`);
  },
  read(state, key, viewing): InboxItemValue | undefined {
    const word = wordsFor(state, viewing).find((one) => `${PREFIX}${one.wordId}` === key);
    return word === undefined ? undefined : inboxItem(state, word, viewing);
  },
  touched(state, events) {
    return events.flatMap((event) => {
      switch (event.type) {
        case 'duty.leader-told':
        case 'duty.word-acknowledged':
          return [`${PREFIX}${event.data.wordId}`];
        case 'duty.called-back':
          return Object.values(state.words)
            .filter((word) => word.callId === event.data.callId)
            .map((word) => `${PREFIX}${word.wordId}`);
        default:
          return [];
      }
    });
  },
};

function wordsFor(state: Readonly<DutyState>, { principal }: Viewing): readonly WordTrack[] {
  if (principal.kind !== 'person') return [];
  return Object.values(state.words).filter(
    (word) => !word.acknowledged && word.leaderIds.includes(principal.personId),
  );
}

function inboxItem(state: Readonly<DutyState>, word: WordTrack, viewing: Viewing): InboxItemValue {
  const call = word.callId === undefined ? undefined : state.calls[word.callId];
  const time = viewing.context.time.timeOf(call?.startedAtMs ?? word.atMs);
  const since = {
    id: word.wordId,
    kind: 'call-unanswered',
    sinceMs: word.atMs,
    actions: ['acknowledge'],
  } as const;
  if (word.about === 'shift-unattended') {
    return {
      ...since,
      title: '当班无人签到',
      detail: `${word.shiftName ?? '值班'}已开始 15 分钟，值班台无人签到在岗（值班制度第三条）。`,
    };
  }
  const line = call === undefined ? '' : (state.lines[call.lineId]?.name ?? call.lineId);
  const caller = call?.number ?? '未显示号码';
  const made = call?.callBack?.made === true ? '后已回电。' : '至今未登记回电。';
  return {
    ...since,
    title: '来电未接且未回电',
    detail: `${time} ${line}来电（${caller}）无人接听，${made}（值班制度第一条）`,
  };
}
