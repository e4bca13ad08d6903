import { doseFamilies } from './doses.js';
import type { ReportInput } from './input.js';
import { referencesOf } from './wording.js';

/** Okabe and Ito's colours, which stay apart with colour-blindness; the dark set is lightened for contrast on black. */
export const hues = [
  { light: '#0072b2', dark: '#5ab4ee' },
  { light: '#d55e00', dark: '#ff9350' },
  { light: '#00875f', dark: '#3ccfa0' },
  { light: '#b0558c', dark: '#e79bc6' },
  { light: '#a67400', dark: '#f0bb45' },
  { light: '#3d6fa5', dark: '#9ccbf2' },
] as const;
const control = { light: '#5c6370', dark: '#b4bac4' } as const;
const paper = { light: '#ffffff', dark: '#14171c' } as const;

/** A colour per arm, as `var(--arm-k)`, and the declarations that give it its value in each scheme. */
export interface Palette {
  readonly of: (arm: string) => string;
  readonly light: string;
  readonly dark: string;
}

/** Grey for what others are compared with and for automatic arms, a hue per other arm, shades of one hue for a dose family. */
export function palette(input: ReportInput): Palette {
  const { arms } = input.facts;
  const references = referencesOf(input);
  const families = doseFamilies(input);
  const colours = new Map<string, { light: string; dark: string }>();
  let hue = 0;
  for (const { id, expect } of arms) {
    if (colours.has(id)) continue;
    if (references.has(id) || expect !== undefined) {
      colours.set(id, control);
      continue;
    }
    const own = hues[hue++ % hues.length];
    const family = families.find(({ doses }) => doses.some(({ arm }) => arm === id));
    if (family === undefined) colours.set(id, own);
    for (const [i, { arm }] of (family?.doses ?? []).entries()) {
      const share = 0.4 + (0.6 * (i + 1)) / family!.doses.length;
      colours.set(arm, { light: mix(own.light, paper.light, share), dark: mix(own.dark, paper.dark, share) });
    }
  }
  const ids = [...colours.keys()];
  const declare = (scheme: 'light' | 'dark') => ids.map((id, i) => `--arm-${i}:${colours.get(id)![scheme]}`).join(';');
  return { of: (arm) => `var(--arm-${ids.indexOf(arm)})`, light: declare('light'), dark: declare('dark') };
}

function mix(colour: string, ground: string, share: number): string {
  const part = (text: string, i: number) => Number.parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) => Math.round(part(colour, i) * share + part(ground, i) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
