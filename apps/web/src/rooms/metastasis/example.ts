/** What runs at once in this room: no tissue below it, two rates changed. Titles are in the language of whoever enters. */
export function example(t: (key: string) => string): string {
  return `# Two steps of the way to a metastasis, each made ten times rarer: getting into vessels, and getting out of them.
# Time 0 is a primary of 2.7 mm; at 1e9 cells, 1.2 cm, it is found and removed.
format: 1
study: ${t('example.question')}
assay: metastasis
cell: MDA-MB-231
host: human
timepoints: [13 weeks, 26 weeks, 39 weeks, 52 weeks, 65 weeks, 78 weeks, 91 weeks, 104 weeks, 117 weeks, 130 weeks, 143 weeks, 156 weeks, 169 weeks, 182 weeks, 195 weeks, 208 weeks, 221 weeks, 234 weeks, 247 weeks, 260 weeks]
experiments: 200                # simulated individuals
seed: 31
control: surgery
arms:
  surgery: {title: ${t('example.control')}, set: {resection_cells: 1.0e+9 cell}}
  entry: {title: ${t('arms.entry')}, set: {resection_cells: 1.0e+9 cell, intravasation: 1.0e-4 1/day}}
  exit: {title: ${t('arms.exit')}, set: {resection_cells: 1.0e+9 cell, extravasation: 0.01 1/h}}
measure: [simulated.metastasis_free, metastases.count, metastases.count.lung, metastases.count.liver, metastases.growing, ctc.count]
quick: {experiments: 40}
`;
}
