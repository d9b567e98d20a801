/**
 * What is known of the module that is connected: what was found in it, what the register expects, and what follows for
 * its health. Tells the office about both when they change; speaks to nobody else.
 */
import type { Clock } from '../../firmware-bridge/index.ts';
import { stampOf } from '../../firmware-bridge/index.ts';
import type { DeviceEventListener } from '../device.ts';
import { HealthReporter } from '../health-reporter.ts';
import type { Inspection } from './inspect-machine.ts';
import { ASTRAY_TOLERATED } from './limits.ts';
import { ADOPT_ANY, isAsExpected, withPages, type ModuleExpectation } from './module-expectation.ts';

export interface ModuleKeeperOptions {
  readonly deviceId: string;
  readonly stationId: string;
  readonly clock: Clock;
  readonly emit: DeviceEventListener;
}

export class ModuleKeeper {
  readonly reporter: HealthReporter;
  private readonly options: ModuleKeeperOptions;
  private expected: ModuleExpectation = ADOPT_ANY;
  private found: Inspection | undefined;
  private trouble: string | undefined;
  private astrayInARow = 0;

  constructor(options: ModuleKeeperOptions) {
    const { deviceId, stationId, clock, emit } = options;
    this.options = options;
    this.reporter = new HealthReporter({ deviceId, stationId, clock, onEvent: emit });
  }

  /** Undefined while no module has been inspected since it was last lost. */
  get inspection(): Inspection | undefined {
    return this.found;
  }

  /** Whatever module is there is to become ours. */
  get adopts(): boolean {
    return this.expected.moduleId === undefined;
  }

  /** It is the module that the register knows, with the pages that it knows. */
  get isAsExpected(): boolean {
    return this.found !== undefined && isAsExpected(this.found, this.expected);
  }

  inspected(inspection: Inspection): void {
    this.found = inspection;
    this.reportModule(inspection);
  }

  /** The wire or the module is away. */
  lost(reason: string): void {
    this.found = undefined;
    this.reporter.become('offline', reason, stampOf(this.options.clock));
  }

  /** It is there and cannot be used. */
  refused(reason: string): void {
    this.found = undefined;
    this.reporter.become('degraded', reason, stampOf(this.options.clock));
  }

  /** Returns true where the module should be inspected again, because it may now be adopted. */
  expect(expected: ModuleExpectation): boolean {
    const was = this.isAsExpected;
    this.expected = expected;
    if (this.found === undefined) return false;
    if (this.found.moduleId === undefined && this.adopts) return true;
    if (was !== this.isAsExpected) this.reportModule(this.found);
    return false;
  }

  /** A finger was stored at somebody's wish. */
  pageWritten(page: number): void {
    this.expected = withPages(this.expected, { added: [page] });
    if (this.found === undefined) return;
    this.inspected({ ...this.found, usedPages: [...this.found.usedPages, page].toSorted((a, b) => a - b) });
  }

  /** These pages of the module are to be deleted at the register's wish. */
  pagesUnwanted(moduleId: string, pages: readonly number[]): void {
    if (moduleId === this.expected.moduleId) this.expected = withPages(this.expected, { removed: pages });
  }

  /** The module answered as a module should. */
  sound(): void {
    this.astrayInARow = 0;
    if (this.trouble === undefined) return;
    this.trouble = undefined;
    if (this.found !== undefined) this.reportHealth(this.found);
  }

  /** The module lost its way. Returns true where that has gone on for too long to be a power cycle. */
  astray(because: string): boolean {
    this.astrayInARow += 1;
    if (this.astrayInARow <= ASTRAY_TOLERATED) return false;
    this.trouble = because;
    if (this.found !== undefined) this.reportHealth(this.found);
    return true;
  }

  private reportModule(inspection: Inspection): void {
    const { deviceId, stationId, clock, emit } = this.options;
    emit({
      kind: 'module-inspected',
      deviceId,
      stationId,
      at: stampOf(clock),
      moduleId: inspection.moduleId ?? '',
      asExpected: this.isAsExpected,
      capacity: inspection.capacity,
      usedPages: inspection.usedPages,
    });
    this.reportHealth(inspection);
  }

  private reportHealth(inspection: Inspection): void {
    const concern = this.concernOf(inspection);
    this.reporter.become(
      concern === undefined ? 'online' : 'degraded',
      concern ?? 'ok',
      stampOf(this.options.clock),
    );
  }

  private concernOf(inspection: Inspection): string | undefined {
    if (this.trouble !== undefined) return this.trouble;
    if (inspection.moduleId === undefined && this.adopts) return 'notepad-refused';
    if (!this.isAsExpected) return 'module-mismatch';
    return inspection.usedPages.length >= inspection.capacity ? 'library-full' : undefined;
  }
}
