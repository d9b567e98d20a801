/**
 * The enrolment that a fingerprint reader is busy with, if any: begins it, tells its guidance, ends it for whatever
 * reason, and tells of a page that may hold a finger nobody was told about.
 */
import { stampOf } from '../../firmware-bridge/index.ts';
import type { StartFingerEnrolment } from '../device-command.ts';
import type { EnrolmentFailure, EnrolmentStep } from '../device-event.ts';
import { EnrolmentMachine } from './enrolment-machine.ts';
import type { ModuleCommand, ModuleReply } from './module-conversation.ts';
import type { ModuleKeeper, ModuleKeeperOptions } from './module-keeper.ts';

export interface FingerEnrolmentsOptions extends ModuleKeeperOptions {
  readonly module: ModuleKeeper;
  readonly onBegun: () => void;
  /** This page may hold a finger that nobody was told about. */
  readonly onUnconfirmedPage: (moduleId: string, page: number) => void;
  /** Ended, for whatever reason; the finger may still lie on the glass. */
  readonly onEnded: () => void;
}

interface Running {
  readonly machine: EnrolmentMachine;
  readonly deadlineMs: number;
}

export class FingerEnrolments {
  private readonly options: FingerEnrolmentsOptions;
  private running: Running | undefined;

  constructor(options: FingerEnrolmentsOptions) {
    this.options = options;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Nothing depends on the next command following at once. */
  get isWaitingForFinger(): boolean {
    return this.running?.machine.isWaitingForFinger ?? false;
  }

  /** The newest wish counts: an enrolment still running is cancelled. */
  start({ enrolmentId, timeoutMs }: StartFingerEnrolment): void {
    this.abort('cancelled');
    const { module, clock, onBegun } = this.options;
    const { inspection } = module;
    if (inspection?.moduleId === undefined || !module.isAsExpected) {
      this.tell(enrolmentId, { name: 'failed', reason: 'reader-lost' });
      return;
    }
    const machine = new EnrolmentMachine({ enrolmentId, moduleId: inspection.moduleId, inspection });
    this.running = { machine, deadlineMs: clock.monotonicMs() + timeoutMs };
    onBegun();
  }

  cancel(enrolmentId: string): void {
    if (this.running?.machine.enrolmentId === enrolmentId) this.abort('cancelled');
  }

  /** Ends what is running, if anything is. */
  abort(reason: EnrolmentFailure): void {
    const { running } = this;
    if (running !== undefined) this.advance(running.machine, running.machine.abort(reason));
  }

  /** One command and its reply. */
  async step(ask: (command: ModuleCommand) => Promise<ModuleReply>): Promise<void> {
    const { running } = this;
    if (running === undefined) return;
    const { machine, deadlineMs } = running;
    if (machine.isWaitingForFinger && this.options.clock.monotonicMs() >= deadlineMs) {
      this.abort('timed-out');
      return;
    }
    const next = machine.next();
    if (next === undefined) return;
    const reply = await ask(next);
    // Ended while the module was at work: its reply has nobody to go to.
    if (this.running === running) this.advance(machine, machine.take(reply));
  }

  private advance(machine: EnrolmentMachine, steps: readonly EnrolmentStep[]): void {
    for (const step of steps) this.tell(machine.enrolmentId, step);
    if (!machine.hasEnded) return;
    this.running = undefined;
    this.options.onEnded();
    const { moduleId, unconfirmedPage } = machine;
    if (unconfirmedPage !== undefined) this.options.onUnconfirmedPage(moduleId, unconfirmedPage);
    const last = steps.at(-1);
    if (last?.name === 'done-finger') this.options.module.pageWritten(last.page);
  }

  private tell(enrolmentId: string, step: EnrolmentStep): void {
    const { deviceId, stationId, clock, emit } = this.options;
    emit({ kind: 'enrolment-advanced', deviceId, stationId, at: stampOf(clock), enrolmentId, step });
  }
}
