import type { TFunction } from 'i18next';
import { parseDocument } from 'yaml';
import { armsOf, edited } from './edits.js';

/** The shipped study that an assay on tissue begins with, in the order of the menu. */
export const assayStudies: Readonly<Record<string, string>> = {
  invasion: 'spheroid-invasion',
  'brain-slice': 'glioblastoma-radiotherapy-invasion',
  'basement-membrane': 'basement-membrane',
  transwell: 'transwell',
  tracks: 'tracks',
  penetration: 'nanocarrier-penetration',
  intravasation: 'intravasation',
  extravasation: 'extravasation',
};

/** A shipped study with its question and the titles of its arms in the language of the page; nothing else of it changes. */
export function spoken(text: string, assay: string, t: TFunction<'tissue'>): string {
  const arms = armsOf(parseDocument(text).toJS().arms);
  const say = (id: string, title: unknown) => t(`studies.${assay}.arms.${id}`, { defaultValue: String(title) });
  return edited(text, [
    [['study'], t(`studies.${assay}.question`)],
    ...arms.map(([id, { title = id }]) => [['arms', id, 'title'], say(id, title)] as const),
  ]);
}
