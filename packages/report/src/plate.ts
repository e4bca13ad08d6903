import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapeHtml } from './markup.js';

/** What every drawn panel shares: its accessible name, its size in px and its marks. */
export interface PanelOptions extends Plot.PlotOptions {
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

/** One panel as SVG text that shrinks with its container. The same options give the same text. */
export function panel({ label, ...options }: PanelOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawn = Plot.plot({
    document,
    className: 'plot',
    style: { background: 'transparent', fontSize: '12px', fontFamily: 'inherit', overflow: 'visible' },
    ...options,
  });
  for (const style of drawn.querySelectorAll('style')) style.remove();
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', label);
  return drawn.outerHTML;
}

/** A small panel with its own heading, for grids of panels. */
export function small(title: string, body: string): string {
  return `<div class="small"><h4>${escapeHtml(title)}</h4>${body}</div>`;
}
