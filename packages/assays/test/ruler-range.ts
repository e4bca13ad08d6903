import { microscopeSettings } from '../src/microscope/settings.js';
import { type Condition, compareWithTruth, type Tally } from './ruler-against-truth.js';

type Microscope = NonNullable<Condition['microscope']>;

const seed = 20;

/** All light as many times as by default. */
function light(times: number): Microscope {
  const keys = [
    'actin_photons',
    'marker_photons',
    'actin_background',
    'marker_background',
    'outside_background',
    'nucleus_photons',
    'film_photons',
  ] as const;
  return Object.fromEntries(keys.map((key) => [key, microscopeSettings[key].value * times]));
}

/** Light of the sites alone: contrast over the ventral face. */
function contrast(times: number): Microscope {
  return Object.fromEntries(
    (['actin_photons', 'marker_photons'] as const).map((key) => [key, microscopeSettings[key].value * times]),
  );
}

const around = (name: string, rest: Omit<Condition, 'name' | 'sites'>): Condition => ({ name, sites: 20, ...rest });

/** The assay's own microscope at four densities of sites. */
export const usual: readonly Condition[] = [5, 10, 20, 40].map((sites) => ({ name: `default, ${sites} sites`, sites }));

/** One thing changed at a time. */
export const unusual: readonly Condition[] = [
  ...[80, 160, 300].map((sites) => ({ name: `${sites} sites`, sites })),
  ...[0.1, 0.25, 0.5, 2].map((times) => around(`light x ${times}`, { microscope: light(times) })),
  ...[5, 10, 20].map((noise) => around(`read noise ${noise}`, { microscope: { read_noise: noise } })),
  ...[0.06, 0.2, 0.3, 0.45, 0.7].map((psf) => around(`blur ${psf} um`, { microscope: { psf } })),
  ...[0.25, 0.5, 2].map((times) => around(`contrast x ${times}`, { microscope: contrast(times) })),
  ...[30, 100, 1000].map((film_photons) => around(`film ${film_photons} photons`, { microscope: { film_photons } })),
  ...([0.15, 0.3] as const).map((width) => around(`holes ${width} um wide`, { holes: [width, width] })),
  ...[0.3, 0.6].map((vignette) => around(`corners ${100 * vignette} % darker`, { vignette })),
];

/** Images of each usual and of each unusual condition. */
export const images = { usual: 20, unusual: 8 } as const;

/** The comparison of one condition with the number of images that the table has. */
export function judged(condition: Condition): Tally {
  return compareWithTruth(condition, usual.includes(condition) ? images.usual : images.unusual, seed);
}

/** Sums of some tallies. */
export function together(tallies: readonly Tally[]): Tally {
  const add = (values: readonly unknown[]): unknown =>
    typeof values[0] === 'number'
      ? (values as number[]).reduce((sum, each) => sum + each, 0)
      : Object.fromEntries(
          Object.keys(values[0] as object).map((key) => [
            key,
            add(values.map((each) => (each as Record<string, unknown>)[key])),
          ]),
        );
  return add(tallies) as Tally;
}

/** Columns of the table. */
export const head = [
  'condition',
  'images',
  'puncta',
  'recall',
  'precision',
  'count',
  'maturity right',
  'diameter',
  'hole < 0.75',
  'hole < 0.6',
  'hole < 0.9',
  'footprint',
];

/** One line of the table: shares, and biases in per cent of the truth. */
export function line(name: string, t: Tally): string[] {
  const share = (part: number, whole: number) => (whole > 0 ? (part / whole).toFixed(2) : '-');
  const bias = ({ image, truth }: { image: number; truth: number }) => {
    if (!(truth > 0)) return '-';
    const percent = (100 * (image / truth - 1)).toFixed(1);
    return `${percent.startsWith('-') ? '' : '+'}${percent} %`;
  };
  return [
    name,
    String(t.images),
    String(t.truth),
    share(t.matched, t.truth),
    share(t.matched, t.found),
    bias({ image: t.found, truth: t.state }),
    share(t.matureAgree, t.matched),
    bias(t.diameter),
    bias(t.hole),
    bias(t.strict),
    bias(t.loose),
    bias(t.footprint),
  ];
}

/** A line as Markdown has it. */
export function markdown(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
