/**
 * Pages that must not stay in a module: those the register wants deleted, and those an enrolment wrote without anybody
 * being told. They are owed until an inspection finds them gone, through unplugging and power cycles; whoever asked is
 * answered by what the inspection found.
 */
import type { DeleteFingerPages } from '../device-command.ts';
import { DeviceError } from '../device-error.ts';
import type { Inspection } from './inspect-machine.ts';
import { DELETIONS_MAX } from './limits.ts';

interface Asked {
  readonly pages: readonly number[];
  readonly resolve: () => void;
  readonly reject: (error: DeviceError) => void;
}

export class PageDeletions {
  private readonly deviceId: string;
  private readonly asked: Asked[] = [];
  private readonly owed = new Map<string, Set<number>>();

  constructor(deviceId: string) {
    this.deviceId = deviceId;
  }

  /** Somebody waits for pages to be deleted. */
  get isAsked(): boolean {
    return this.asked.length > 0;
  }

  /** Resolves when the pages are gone. Rejects at once where they are not of the module that is connected. */
  add({ moduleId, pages }: DeleteFingerPages, connected: Inspection | undefined): Promise<void> {
    if (connected !== undefined && connected.moduleId !== moduleId) {
      const message = `the pages are of module ${moduleId}, which is not the one connected; nothing was deleted`;
      return Promise.reject(new DeviceError('DEVICE_COMMAND_UNSUPPORTED', message));
    }
    if (this.asked.length >= DELETIONS_MAX) {
      return Promise.reject(
        new DeviceError('DEVICE_BUSY', 'too many deletions are waiting', { retryable: true }),
      );
    }
    this.owe(moduleId, pages);
    if (connected === undefined) return Promise.reject(this.offline());
    return new Promise<void>((resolve, reject) => {
      this.asked.push({ pages, resolve, reject });
    });
  }

  owe(moduleId: string, pages: readonly number[]): void {
    const owed = this.owed.get(moduleId) ?? new Set();
    for (const page of pages) owed.add(page);
    this.owed.set(moduleId, owed);
  }

  /** The register knows a finger on these pages (again): they stay. */
  forgive(moduleId: string, pages: readonly number[]): void {
    for (const page of pages) this.owed.get(moduleId)?.delete(page);
  }

  /** Pages to be deleted from the module that was found; told once for each inspection. */
  dueIn({ moduleId, usedPages }: Inspection): readonly number[] {
    const owed = moduleId === undefined ? undefined : this.owed.get(moduleId);
    return usedPages.filter((page) => owed?.has(page) ?? false);
  }

  /** Answers all who wait by what is in the module now. */
  settle({ moduleId, usedPages }: Inspection): void {
    for (const { pages, resolve, reject } of this.asked.splice(0)) {
      const left = pages.filter((page) => usedPages.includes(page));
      if (left.length === 0) resolve();
      else
        reject(
          new DeviceError('DEVICE_BUSY', `the module kept pages ${left.join(', ')}`, { retryable: true }),
        );
    }
    // What a module refuses to delete is tried again at its next connect, what is gone is forgotten.
    const owed = moduleId === undefined ? undefined : this.owed.get(moduleId);
    for (const page of owed ?? []) if (!usedPages.includes(page)) owed?.delete(page);
  }

  /** The module is away: what waits is done when it is back, and whoever asked is told so. */
  postpone(): void {
    for (const { reject } of this.asked.splice(0)) reject(this.offline());
  }

  private offline(): DeviceError {
    const message = `${this.deviceId} is not connected; the pages are deleted when it is back`;
    return new DeviceError('DEVICE_OFFLINE', message, { retryable: true });
  }
}
