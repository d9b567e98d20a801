/** Each page of the desk is a part of its own, fetched when it is first opened; the inbox comes with the desk. */
import type { Component } from 'svelte';
import InboxPage from './InboxPage.svelte';
import type { DeskPage } from './route.svelte.ts';

type Part = Promise<{ readonly default: Component }>;

export const PAGE_PARTS: Readonly<Record<DeskPage, () => Part>> = {
  inbox: () => Promise.resolve({ default: InboxPage }),
  attendance: () => import('./AttendancePage.svelte'),
  duty: () => import('./CallsPage.svelte'),
  seals: () => import('./SealsPage.svelte'),
  people: () => import('./PeoplePage.svelte'),
  calendar: () => import('./CalendarPage.svelte'),
  settings: () => import('./SettingsPage.svelte'),
  devices: () => import('./DevicesPage.svelte'),
  journal: () => import('./JournalPage.svelte'),
  account: () => import('./AccountPage.svelte'),
};
