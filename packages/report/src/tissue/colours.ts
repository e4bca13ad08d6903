import type { Rgb } from './canvas.js';

/** From low to high: one hue that only grows lighter, so that it reads the same with any colour vision and in grey. */
const stops: readonly Rgb[] = [
  [14, 20, 34],
  [24, 48, 84],
  [38, 86, 134],
  [70, 124, 172],
  [124, 170, 206],
];

/** Okabe and Ito's, without their blues, which are the fields'. */
const agents: readonly Rgb[] = [
  [240, 170, 60],
  [231, 155, 198],
  [70, 200, 160],
  [255, 125, 90],
  [240, 228, 100],
  [190, 196, 205],
];

/** The colour of a value between 0 and 1 of its range. */
export function heat(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  const part = at - low;
  return [0, 1, 2].map((i) => stops[low][i] * (1 - part) + stops[low + 1][i] * part) as unknown as Rgb;
}

/** The colour of the n-th kind of agent. */
export function agentColour(number: number): Rgb {
  return agents[number % agents.length];
}

/** As CSS writes it. */
export function css(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** The range of colours as the stops of an SVG gradient. */
export function gradientStops(): string {
  return stops.map((stop, i) => `<stop offset="${i / (stops.length - 1)}" stop-color="${css(stop)}"/>`).join('');
}
