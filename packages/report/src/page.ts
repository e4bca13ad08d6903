import { researchUseNotice } from './limits.js';
import { escapeHtml } from './markup.js';
import { styleSheet } from './style.js';

/** What stands on a page; `sections` are markup, the rest is text. */
export interface Page {
  /** Of the window. */
  readonly title: string;
  /** The small line above the heading: what kind of page this is. */
  readonly kicker: string;
  readonly heading: string;
  /** Colours of this page, as declarations for light and for dark. */
  readonly colours: { readonly light: string; readonly dark: string };
  /** Empty ones are left out. */
  readonly sections: readonly string[];
}

/** One HTML file that needs nothing else, with the notice on research use at both ends: the frame of every report. */
export function htmlPage({ title, kicker, heading, colours, sections }: Page): string {
  const notice = `<p class="notice">${researchUseNotice}</p>`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)} \u00b7 InvadoLab</title>`,
    `<style>${styleSheet(colours)}</style>`,
    '</head>',
    '<body>',
    `<header><p class="kicker">InvadoLab \u00b7 ${escapeHtml(kicker)}</p>`,
    `<h1>${escapeHtml(heading)}</h1>${notice}</header>`,
    `<main>\n${sections.filter((part) => part !== '').join('\n')}\n</main>`,
    `<footer>${notice}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
