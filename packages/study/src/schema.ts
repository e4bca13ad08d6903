import { z } from 'zod';

/*
 * The shape of a study file. Every schema's message completes the sentence "expected ...": the reader of an error
 * learns what belongs there, not which check failed.
 */

const most = { arms: 500, list: 100, experiments: 1000, cells: 50_000, text: 500 } as const;

/** An object with only these keys; an unknown key names the known ones and carries them for the nearest match. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `one of ${known}` : what),
  });
}

/** A table of named values. */
export function table<Value extends z.ZodType>(value: Value, what: string) {
  return z.record(z.string().regex(name, `${what} named with letters, digits, spaces and . _ + - only`), value, {
    error: `${what}, one per line`,
  });
}

const name = /^[\p{L}\p{N}][\p{L}\p{N} ._+\-/]{0,79}$/u;
/** Text that is there, and not too long. */
export const text = (what: string) =>
  z.string(what).min(1, what).max(most.text, `${what} of at most ${most.text} characters`);
/** A number, or text with a unit; a list with one unit is text until it is opened. */
export const quantity = z.union([z.string().max(2000), z.number()], {
  error: 'a quantity with its unit, such as 8.6 nM',
});
const dose = z.union([quantity, z.array(quantity).min(1).max(most.list)], {
  error: 'a quantity with its unit, such as 8.6 nM, or a list such as [1, 3, 10] nM',
});
const share = z.union([quantity, z.array(quantity).min(1).max(most.list)], {
  error: 'a share such as 90 %, or a list such as [50, 90] %',
});
/** A whole number in a range. */
export const whole = (from: number, to: number) => {
  const what = `a whole number from ${from} to ${to}`;
  return z.int(what).min(from, what).max(to, what);
};

const drug = fields(
  {
    name: text('the name of a drug'),
    free: dose.optional(),
    nominal: dose.optional(),
    from: quantity.optional(),
    until: quantity.optional(),
    half_life: quantity.optional(),
    dose: dose.optional(),
    route: text('a route').optional(),
    every: quantity.optional(),
    doses: whole(1, 10_000).optional(),
    on: quantity.optional(),
    off: quantity.optional(),
    cycles: whole(1, 1000).optional(),
    over: quantity.optional(),
    site: text('a site').optional(),
    start: text('first dose, dose 5 or steady state').optional(),
    carrier: text('a carrier').optional(),
    empty: z.boolean('true or false').optional(),
  },
  'a drug such as {name: DRUG, free: 8.6 nM} or {name: DRUG, dose: 100 mg, every: 24 h, doses: 5}',
);

const radiation = fields(
  {
    dose,
    fractions: whole(1, 200).optional(),
    every: quantity.optional(),
    from: quantity.optional(),
    kind: text('a kind of radiation').optional(),
  },
  'radiation such as {dose: 2 Gy, fractions: 5, every: 24 h}',
);
/** Sides taken, by hypothesis. */
export const hypotheses = table(text('a side'), 'a side for each hypothesis');

/** What an arm may change. */
export const changes = {
  knockdown: table(share, 'a share for each molecule').optional(),
  knockout: z.array(text('a molecule'), 'a list of molecules').max(most.list).optional(),
  overexpress: table(dose, 'a factor for each molecule').optional(),
  mutate: table(text('a variant'), 'a variant for each molecule').optional(),
  drugs: z.array(drug, 'a list of drugs').max(20, 'at most 20 drugs').optional(),
  radiation: radiation.optional(),
  environment: table(dose, 'a quantity for each factor').optional(),
  matrix: table(dose, 'a quantity for each setting').optional(),
  hypotheses: hypotheses.optional(),
  set: table(dose, 'a quantity for each parameter').optional(),
};

/** Cells around the cell; what an arm leaves out it takes from the study. */
const partners = fields(
  {
    cell: text('a cell profile').optional().describe('Profile of the cells around the cell.'),
    per_cell: dose.optional().describe('How many there are per cell (default 1).'),
    knockdown: changes.knockdown,
    knockout: changes.knockout,
    overexpress: changes.overexpress,
    mutate: changes.mutate,
    environment: changes.environment.describe('Factors that act on them alone.'),
  },
  'cells around the cell, such as {cell: PROFILE, per_cell: 0.5}',
);

const arm = fields(
  {
    title: text('a title').optional(),
    cell: text('a cell profile').optional(),
    partners: partners.optional(),
    against: text('an arm').optional().describe('Arm that this one is compared with, instead of the control.'),
    ...changes,
  },
  'what the arm changes, such as {knockdown: {MOLECULE: 90 %}}',
);

/** What the cells stand on. */
export const matrix = z.record(z.string(), quantity, { error: 'a matrix such as {kind: NAME, thickness: 50 nm}' });

const ofTable = {
  expression: text('a table of genes and values beside the study').describe(
    'Table of genes and values beside the study.',
  ),
  column: z
    .union([text('a column'), z.array(text('a column')).min(1).max(50)], {
      error: 'a column of the table, or a list of replicates',
    })
    .optional()
    .describe('Column of values; several are replicates.'),
  unit: text('TPM, log2(TPM+1), FPKM, log2(FPKM+1), CPM or counts')
    .optional()
    .describe('Unit of the values, where the header does not say it.'),
  reference: text('a column').optional().describe('Column of the reference line in the same table.'),
  like: text('a cell profile').optional().describe('Profile that everything else is taken from.'),
  species: z.enum(['human', 'mouse', 'rat'], 'human, mouse or rat').optional().describe('Whose symbols the table has.'),
};

const cell = z.union([text('a cell profile'), fields(ofTable, 'a table such as {expression: my-table.csv}')], {
  error: (issue) => cellProblem(issue.input),
});

/** What belongs there, for a reader who wrote a table of expression with one wrong key. */
function cellProblem(input: unknown): string {
  const what = 'a cell profile, or a table such as {expression: my-table.csv}';
  if (typeof input !== 'object' || input === null) return what;
  const unknown = Object.keys(input).find((key) => !Object.hasOwn(ofTable, key));
  return unknown === undefined ? what : `${what}, with ${Object.keys(ofTable).join(', ')} and no ${unknown}`;
}

const uncertainty = fields(
  {
    draws: whole(0, 10_000).optional().describe('Calibrated parameter sets over which each ratio is predicted.'),
    cells: whole(1, 1000).optional().describe('Cells per arm and parameter set.'),
    assumptions: z
      .boolean('true or false')
      .optional()
      .describe('Whether each assumed number is tried at both ends of its plausible range.'),
  },
  'what is asked of the reduced form, such as {draws: 100, cells: 2, assumptions: true}',
);

const size = {
  timepoints: z
    .array(quantity, 'a list of times such as [6 h, 24 h]')
    .min(1, 'at least one time')
    .max(1000, 'at most 1000 times'),
  experiments: whole(1, most.experiments),
  cells: whole(1, most.cells),
};

/** The study file, format 1, as it is written. */
export const studySchema = fields(
  {
    format: z.literal(1, 'format: 1').describe('Version of this file format.'),
    study: text('the question, in a sentence').describe('The question, in a sentence.'),
    assay: text('an assay').describe('Assay that measures every arm.'),
    cell: cell.optional().describe('Cell profile of the catalogue, or a table of expression from which one is made.'),
    model: text('a model file beside the study')
      .optional()
      .describe('Model file beside the study, instead of cell and matrix.'),
    host: text('a host').optional().describe('Species whose body is simulated, for assays of whole bodies.'),
    matrix: matrix.optional().describe('What the cells stand on: kind and settings.'),
    environment: table(quantity, 'a quantity for each factor')
      .optional()
      .describe('The medium: one quantity per factor.'),
    partners: partners.optional().describe('Cells of another kind, or in another state, around each cell.'),
    hypotheses: hypotheses
      .optional()
      .describe('Side taken where the literature disagrees; what is not given keeps the default.'),
    form: z
      .enum(['full', 'reduced'], 'full or reduced')
      .default('full')
      .describe('full: every site by itself, with images. reduced: what is expected of each cell, many times as fast.'),
    timepoints: size.timepoints.describe('Times at which the assay reads out.'),
    experiments: size.experiments.default(3).describe('Independent experiments (days): n of every comparison.'),
    cells: size.cells.default(20).describe('Cells per arm and experiment.'),
    seed: whole(0, 4_294_967_295).default(1).describe('Seed of every random draw.'),
    control: text('an arm').optional().describe('Arm that the others are compared with (default: the first).'),
    controls: z.boolean('true or false').default(true).describe('Whether the automatic controls of the assay run too.'),
    arms: table(
      z.union([arm, z.null()], { error: 'what the arm changes, such as {knockdown: {MOLECULE: 90 %}}' }),
      'arms',
    )
      .refine((arms) => Object.keys(arms).length > 0, 'at least one arm')
      .refine((arms) => Object.keys(arms).length <= most.arms, `at most ${most.arms} arms`)
      .describe('What is compared: one entry per arm.'),
    scan: table(dose, 'a list of values for each path such as set.k_cat')
      .optional()
      .describe('More arms: the control at each of these values.'),
    measure: z
      .array(text('a measure'), 'a list of measures')
      .max(200, 'at most 200 measures')
      .optional()
      .describe(
        'Measures wanted: a plain id is read on rendered images, one that ends in .true on the state itself (default: all that need no images).',
      ),
    hypothetical: z
      .boolean('true or false')
      .default(false)
      .describe('Whether doses above those of labels and trials are wanted.'),
    settings: table(quantity, 'a quantity for each setting').optional().describe('Settings of the assay.'),
    uncertainty: uncertainty
      .optional()
      .describe('How far the answer rests on uncertain numbers (default: 100 sets of 4 cells, and the assumptions).'),
    quick: fields(
      {
        timepoints: size.timepoints.optional(),
        experiments: size.experiments.optional(),
        cells: size.cells.optional(),
        uncertainty: uncertainty.optional(),
      },
      'a smaller size such as {experiments: 2, cells: 6}',
    )
      .optional()
      .describe('The size of a first look (--quick).'),
  },
  'a study: format, study, assay, timepoints and arms',
);

/** A study file that has the right shape; names and units are not yet looked at. */
export type StudyFile = z.infer<typeof studySchema>;
/** One arm as it is written. */
export type ArmFile = NonNullable<StudyFile['arms'][string]>;

/** At most this many arms, after lists are expanded. */
export const mostArms = most.arms;

/** JSON Schema of the study file, for completion in an editor. */
export function studyJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(studySchema, { io: 'input' });
}
