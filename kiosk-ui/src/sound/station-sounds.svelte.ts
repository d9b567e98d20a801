/** Follows a station's screen and lets it be heard. Sounds stand still while the screen cannot vouch for itself. */
import { isAlarm, isSession } from '../connection/cabinet-shapes.ts';
import { isBadge, isLine, isOffer, isSound } from '../connection/contract-shapes.ts';
import type { ClockPort, ScreenPort } from '../connection/screen-port.ts';
import { SoundPlayer } from './sound-player.svelte.ts';
import { ALARM_EVERY_MS, soundOf, type Heard } from './station-sound.ts';

const RINGS_FROM = 2;

export class StationSounds {
  readonly #screen: ScreenPort;
  readonly #clock: ClockPort;
  readonly #player = new SoundPlayer();
  #before: Heard | undefined;
  #quiet: (() => void) | undefined;

  constructor(screen: ScreenPort, clock: ClockPort) {
    this.#screen = screen;
    this.#clock = clock;
  }

  /** The browser waits for a touch before anything can be heard. */
  get blocked(): boolean {
    return this.#player.blocked;
  }

  /** Call in an effect: reads what stands on the screen now. */
  follow(): void {
    const screen = this.#screen;
    const sound = screen.value('sound', isSound);
    if (screen.phase !== 'live' || sound === undefined) {
      this.#before = undefined;
      this.#endAlarm();
      return;
    }
    this.#player.setVolume(sound.volume);
    const now = this.#read();
    const heard = soundOf(this.#before, now, sound.ring);
    this.#before = now;
    if (!now.forced) this.#endAlarm();
    if (heard === 'alarm') this.#alarm();
    else if (heard !== undefined) this.#player.play(heard);
  }

  close(): void {
    this.#endAlarm();
    this.#player.close();
  }

  #read(): Heard {
    const screen = this.#screen;
    const offer = screen.value('offer', isOffer);
    return {
      badgeId:
        screen.value('badge', isBadge)?.id ??
        (offer === undefined ? undefined : `${offer.personId} ${offer.validUntilMs}`),
      noticeMs: screen.notice?.atMs,
      step: screen.value('session', isSession)?.step,
      forced: screen.value('alarm', isAlarm)?.kind === 'forced',
      rings: screen
        .all('line/', isLine)
        .filter(({ state }) => state === 'ring-2' || state === 'past-limit')
        .reduce((sum, { ring }) => sum + Math.max(RINGS_FROM, ring), 0),
    };
  }

  #alarm(): void {
    this.#player.play('alarm');
    this.#quiet = this.#clock.after(ALARM_EVERY_MS, () => this.#alarm());
  }
  #endAlarm(): void {
    this.#quiet?.();
    this.#quiet = undefined;
  }
}
