import { escapeHtml } from '../markup.js';
import { short, unitText } from '../wording.js';
import { agentColour, css, gradientStops } from './colours.js';
import type { Range } from './cut.js';

/** A field in words, with its unit. */
export function fieldLabel({ name, unit }: { readonly name: string; readonly unit: string }): string {
  const text = unitText(unit);
  return text === '' ? capital(name) : `${capital(name)} (${text})`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The colours of kinds of agents, by name. */
export function agentKey(types: readonly string[]): string {
  if (types.length === 0) return '';
  const entries = types.map((name, i) => {
    const dot = `<svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5.5" fill="${css(agentColour(i))}"/></svg>`;
    return `<li>${dot} ${escapeHtml(capital(name))}</li>`;
  });
  return `<ul class="legend">${entries.join('')}</ul>`;
}

/** The colours of a field between its ends. `id` is unique on the page. */
export function colourBar(id: string, label: string, { low, high }: Range): string {
  return [
    `<div class="scale"><span>${escapeHtml(label)}</span>`,
    `<span class="ends"><span>${short(low)}</span>`,
    '<svg width="150" height="12" aria-hidden="true">',
    `<defs><linearGradient id="${id}">${gradientStops()}</linearGradient></defs>`,
    `<rect width="150" height="12" rx="3" fill="url(#${id})"/></svg><span>${short(high)}</span></span></div>`,
  ].join('');
}
