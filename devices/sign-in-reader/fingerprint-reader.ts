/**
 * Driver of a fingerprint module: inspects it at each connect, then identifies presses, enrols fingers and deletes
 * pages, one command at a time. What a reply means is decided by the pure machines beside it; here is the loop that
 * feeds them, and what it costs to lose the module at any point.
 */
import {
  BridgeError,
  concealPassword,
  EF01_SHAPE,
  ef01Probes,
  RequestLink,
  ScanningDeframer,
  stampOf,
} from '../../firmware-bridge/index.ts';
import type { Stamp } from '../../firmware-bridge/index.ts';
import type { ReaderConfiguration } from '../configuration.ts';
import type { DeviceCommand, ExpectModule } from '../device-command.ts';
import { DeviceError } from '../device-error.ts';
import type { Device, DeviceStatus } from '../device.ts';
import type { SignInReaderDependencies } from './dependencies.ts';
import { FingerEnrolments } from './finger-enrolments.ts';
import {
  afterReply,
  commandOf,
  IDENTIFY_AFTER_ENROLMENT,
  IDENTIFY_START,
  resumed,
  type IdentifyOutcome,
  type IdentifyState,
} from './identify-machine.ts';
import { InspectMachine, type Inspection } from './inspect-machine.ts';
import {
  IMAGE_POLL_MS,
  NO_REPLY_PAUSE_MS,
  PRESS_INTERRUPTION_MAX_MS,
  TROUBLE_PAUSE_MS,
  WRONG_PASSWORD_PAUSE_MS,
} from './limits.ts';
import type { FingerprintModel } from './models.ts';
import { ModuleConversation, type ModuleCommand, type ModuleReply } from './module-conversation.ts';
import { MODULE_ID_BYTES } from './module-identity.ts';
import { ModuleKeeper } from './module-keeper.ts';
import { PageDeletions } from './page-deletions.ts';
import { PressChain } from './press-chain.ts';
import { ReaderLights } from './reader-lights.ts';

export interface FingerprintReaderOptions {
  readonly configuration: ReaderConfiguration;
  readonly model: FingerprintModel;
  /** 0 where none is set. */
  readonly password: number;
  readonly dependencies: SignInReaderDependencies;
}

export class FingerprintReader implements Device {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind = 'fingerprint-reader';
  private readonly options: FingerprintReaderOptions;
  private readonly module: ModuleKeeper;
  private readonly link: RequestLink;
  private readonly conversation: ModuleConversation;
  private readonly lights: ReaderLights;
  private readonly presses = new PressChain();
  private readonly deletions: PageDeletions;
  private readonly enrolments: FingerEnrolments;
  private mustInspect = true;
  private identify: IdentifyState = IDENTIFY_START;
  /** Newest reply about a finger; what an inspection is told says nothing of the press. */
  private lastLookAtMs = Number.NEGATIVE_INFINITY;
  /** Raised whenever the wire comes or goes: a loop of an earlier connection ends. */
  private session = 0;
  private endPause: () => void = () => undefined;
  private readonly counts = { identified: 0, 'not-identified': 0, inspections: 0 };

  constructor(options: FingerprintReaderOptions) {
    const { configuration, model, dependencies } = options;
    const { clock, emit } = dependencies;
    this.options = options;
    this.deviceId = configuration.id;
    this.stationId = configuration.station;
    this.module = new ModuleKeeper({ deviceId: this.deviceId, stationId: this.stationId, clock, emit });
    this.deletions = new PageDeletions(this.deviceId);
    this.enrolments = new FingerEnrolments({
      deviceId: this.deviceId,
      stationId: this.stationId,
      clock,
      emit,
      module: this.module,
      onUnconfirmedPage: (moduleId, page) => {
        this.deletions.owe(moduleId, [page]);
        // Deleted, or found never written, before the next enrolment may choose that page.
        this.mustInspect = true;
      },
      onBegun: () => this.lights.show('waiting'),
      onEnded: () => {
        this.identify = IDENTIFY_AFTER_ENROLMENT;
        this.lights.show('ready');
      },
    });
    const transport = dependencies.createTransport(configuration.address, clock, {
      defaultBaudRate: model.baudRate,
      conceal: concealPassword,
    });
    const probes = ef01Probes();
    this.link = new RequestLink({
      transport,
      clock,
      deframer: new ScanningDeframer(EF01_SHAPE),
      probesFor: () => probes,
      listener: {
        onUp: () => this.up(),
        onDown: () => this.down(),
        onDiscarded: (bytes) => this.noticeWaking(bytes),
        onStray: () => undefined,
      },
    });
    this.conversation = new ModuleConversation(this.link, clock);
    this.lights = new ReaderLights(model.aura, clock);
  }

  start(): Promise<void> {
    this.link.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.session += 1;
    this.endPause();
    this.deletions.postpone();
    this.enrolments.abort('reader-lost');
    await this.link.stop();
  }

  status(): DeviceStatus {
    const { configuration, model } = this.options;
    const { reporter } = this.module;
    return {
      deviceId: this.deviceId,
      stationId: this.stationId,
      kind: this.kind,
      model: model.id,
      address: configuration.address,
      health: reporter.health,
      reason: reporter.reason,
      sinceEpochMs: reporter.sinceEpochMs,
      counters: { ...this.link.counters, ...this.counts },
    };
  }

  execute(command: DeviceCommand): Promise<void> {
    switch (command.kind) {
      case 'show-reader-light':
        // A reader without a ring has nothing to show, which is no failure: lights go to all readers of a station.
        this.lights.show(command.light);
        return Promise.resolve();
      case 'start-finger-enrolment':
        this.enrolments.start(command);
        return Promise.resolve();
      case 'cancel-enrolment':
        this.enrolments.cancel(command.enrolmentId);
        return Promise.resolve();
      case 'expect-module':
        this.expect(command);
        return Promise.resolve();
      case 'delete-finger-pages':
        this.module.pagesUnwanted(command.moduleId, command.pages);
        return this.deletions.add(command, this.module.inspection);
      default:
        return Promise.reject(
          new DeviceError('DEVICE_COMMAND_UNSUPPORTED', `${this.deviceId} cannot do ${command.kind}`),
        );
    }
  }

  // ---- the loop ----------------------------------------------------------------------------------------------

  private up(): void {
    this.session += 1;
    this.mustInspect = true;
    void this.run(this.session);
  }

  private down(): void {
    this.session += 1;
    this.endPause();
    this.lose('unplugged');
  }

  private async run(session: number): Promise<void> {
    while (this.session === session) {
      try {
        await this.turn();
      } catch (error) {
        if (!(error instanceof BridgeError)) throw error;
        if (this.session !== session) return;
        if (error.code === 'BRIDGE_WRITE_FAILED') await this.link.restart();
        else if (error.code === 'BRIDGE_REPLY_TIMEOUT') await this.survive();
        else return;
      }
    }
  }

  /** One thing at a time: inspect, delete, light, and then one step of the enrolment or of the identification. */
  private async turn(): Promise<void> {
    const { inspection } = this.module;
    if (inspection === undefined || this.mustInspect) {
      await this.inspect();
      return;
    }
    if (this.isAtLeisure) {
      if (this.deletions.isAsked) {
        await this.inspect();
        return;
      }
      await this.lights.refresh((command) => this.ask(command));
    }
    // A press that has begun comes to its end first: it may be somebody's badge.
    if (this.enrolments.isRunning && !this.isInPress) await this.enrolOnce();
    else await this.identifyOnce(inspection);
  }

  private get isInPress(): boolean {
    return 'press' in this.identify;
  }

  private get isAtLeisure(): boolean {
    if (this.isInPress) return false;
    if (this.enrolments.isRunning) return this.enrolments.isWaitingForFinger;
    return this.identify.name === 'waiting' || this.identify.name === 'lifting';
  }

  private async ask(command: ModuleCommand): Promise<ModuleReply> {
    const reply = await this.conversation.ask(command);
    // Alive means that it could take a badge: a module that nobody can use proves nothing about who was not there.
    if (this.module.isAsExpected) this.module.reporter.proven(reply.at);
    return reply;
  }

  private pause(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const cancel = this.options.dependencies.clock.setTimer(ms, resolve);
      this.endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  /** The module did not answer: it may be without power, and forgets everything but its library then. */
  private async survive(): Promise<void> {
    this.lose('no-reply');
    this.mustInspect = true;
    await this.pause(NO_REPLY_PAUSE_MS);
  }

  private lose(reason: string): void {
    this.enrolments.abort('reader-lost');
    this.identify = resumed(this.identify);
    this.deletions.postpone();
    this.module.lost(reason);
  }

  /** R503: one raw 55 when it is ready, sometimes a 00 of the power edge before it. It has lost its memory then. */
  private noticeWaking(bytes: Uint8Array): void {
    if (!bytes.includes(0x55) || bytes.some((byte) => byte !== 0x55 && byte !== 0x00)) return;
    this.mustInspect = true;
    this.enrolments.abort('reader-lost');
  }

  // ---- inspection --------------------------------------------------------------------------------------------

  private async inspect(): Promise<void> {
    const { model, password, dependencies } = this.options;
    this.mustInspect = false;
    this.counts.inspections += 1;
    const machine = new InspectMachine({
      password,
      defaultCapacity: model.capacity,
      adoptAs: this.module.adopts
        ? Buffer.from(dependencies.randomBytes(MODULE_ID_BYTES)).toString('hex')
        : undefined,
    });
    for (let next = machine.next(); next !== undefined; next = machine.next())
      machine.take(await this.ask(next));
    const { result } = machine;
    if (result?.kind !== 'inspected') {
      const reason = result?.reason ?? 'sensor-error';
      this.module.refused(reason);
      this.mustInspect = true;
      await this.pause(reason === 'wrong-password' ? WRONG_PASSWORD_PAUSE_MS : TROUBLE_PAUSE_MS);
      return;
    }
    const inspection = await this.withoutOwedPages(result.inspection);
    this.identify = this.resumedIdentify();
    this.lights.forget();
    this.module.inspected(inspection);
    this.deletions.settle(inspection);
  }

  private async withoutOwedPages(inspection: Inspection): Promise<Inspection> {
    const gone: number[] = [];
    for (const page of this.deletions.dueIn(inspection)) {
      const { confirmation } = await this.ask({ name: 'DeletChar', page, count: 1 });
      if (confirmation === 'ok') gone.push(page);
    }
    return { ...inspection, usedPages: inspection.usedPages.filter((page) => !gone.includes(page)) };
  }

  private expect({ moduleId, pages }: ExpectModule): void {
    if (moduleId !== undefined) this.deletions.forgive(moduleId, pages);
    if (this.module.expect({ moduleId, pages })) this.mustInspect = true;
  }

  private resumedIdentify(): IdentifyState {
    const state = resumed(this.identify);
    const interruptedMs = this.now().monotonicMs - this.lastLookAtMs;
    return state.name === 'retaking' && interruptedMs > PRESS_INTERRUPTION_MAX_MS ? IDENTIFY_START : state;
  }

  // ---- identification ----------------------------------------------------------------------------------------

  private async identifyOnce(inspection: Inspection): Promise<void> {
    const reply = await this.ask(commandOf(this.identify, inspection.capacity));
    // The 55 of a restart came while we waited: the reply may be of a module that has forgotten the image.
    if (this.mustInspect) return;
    this.lastLookAtMs = reply.at.monotonicMs;
    const { state, outcome } = afterReply(this.identify, reply);
    this.identify = state;
    if (outcome?.kind === 'astray') {
      this.mustInspect = true;
      if (this.module.astray(outcome.because)) await this.pause(TROUBLE_PAUSE_MS);
      return;
    }
    if (outcome !== undefined) this.report(outcome, inspection);
    this.module.sound();
    if (state.name !== 'converting' && state.name !== 'searching') await this.pause(IMAGE_POLL_MS);
  }

  private report(outcome: Exclude<IdentifyOutcome, { kind: 'astray' }>, inspection: Inspection): void {
    const { deviceId, stationId } = this;
    const moduleId = inspection.moduleId ?? '';
    const origin = { deviceId, stationId, at: outcome.at, moduleId };
    const { emit } = this.options.dependencies;
    if (outcome.kind === 'identified' && this.module.isAsExpected) {
      this.counts.identified += 1;
      const firstPressAt = this.presses.succeededAt(outcome.at);
      emit({ ...origin, kind: 'finger-identified', page: outcome.page, score: outcome.score, firstPressAt });
      return;
    }
    this.counts['not-identified'] += 1;
    this.presses.failedAt(outcome.at);
    const reason = outcome.kind === 'identified' ? 'slot-disabled' : outcome.reason;
    emit({ ...origin, kind: 'finger-not-identified', reason });
  }

  // ---- enrolment --------------------------------------------------------------------------------

  private async enrolOnce(): Promise<void> {
    await this.enrolments.step((command) => this.ask(command));
    if (this.enrolments.isWaitingForFinger) await this.pause(IMAGE_POLL_MS);
  }

  private now(): Stamp {
    return stampOf(this.options.dependencies.clock);
  }
}
