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
