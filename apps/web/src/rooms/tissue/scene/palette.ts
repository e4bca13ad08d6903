import type { cellKinds } from '../../../worker/tissue/moment.js';

/** What cells can be coloured by. */
export type ColourBy = 'kind' | 'structures' | 'path';

/** Colours of the scene in one of the two schemes of the page, as CSS writes them. */
export interface Palette {
  readonly kinds: Readonly<Record<(typeof cellKinds)[number], string>>;
  /** From little to much, of cells. */
  readonly amount: readonly [string, string, string];
  /** From little to much, of fields. */
  readonly field: readonly [string, string, string];
  /** Matrix that was there and is gone. */
  readonly cleared: string;
  readonly vessel: string;
  readonly line: string;
  /** What everything far away fades into. */
  readonly air: string;
  readonly sky: string;
  readonly ground: string;
}

const light: Palette = {
  kinds: { touching: '#e39b3a', alone: '#c2438a', newborn: '#1f9d78', dying: '#9aa1ab' },
  amount: ['#f3e3c8', '#e08b3c', '#8f3200'],
  field: ['#f4f8fb', '#8fbdd8', '#00578a'],
  cleared: '#d2541b',
  vessel: '#c4455a',
  line: '#9db0c2',
  air: '#eef2f6',
  sky: '#ffffff',
  ground: '#b9c3cf',
};

const dark: Palette = {
  kinds: { touching: '#f0aa4a', alone: '#f283bd', newborn: '#4fd6a6', dying: '#767d88' },
  amount: ['#6b5240', '#e08b3c', '#ffe6c2'],
  field: ['#131b26', '#1f4868', '#4793c7'],
  cleared: '#ff9a5c',
  vessel: '#e0667a',
  line: '#4a5a6c',
  air: '#10141a',
  sky: '#dfeaff',
  ground: '#2a3240',
};

/** The colours that go with the page. */
export function paletteOf(scheme: 'light' | 'dark'): Palette {
  return scheme === 'dark' ? dark : light;
}
