import { z } from 'zod';
import { changes, fields, hypotheses, matrix, quantity, table, text, whole } from '../schema.js';

/*
 * The shape of a screen file. As in the study's schema every message completes the sentence "expected ...".
 */

const names = (what: string, most = 60) =>
  z.array(text(what), `a list of ${what.replace(/^an? /, '')}s`).max(most, `at most ${most} of them`);

const exposure = fields(
  {
    kind: z
      .enum(['free peak', 'free mean'], 'free peak or free mean')
      .default('free peak')
      .describe(
        'What is free in patients at the usual dose, held for the whole assay: the peak, or the mean over an interval.',
      ),
    site: text('a site').default('plasma').describe('Where: plasma, or a site that drugs have a partition to.'),
    times: z
      .number('a number')
      .min(0.001, 'a factor from 0.001 to 1000')
      .max(1000, 'a factor from 0.001 to 1000')
      .default(1)
      .describe('A factor on that exposure.'),
  },
  'an exposure such as {kind: free peak}',
);

const doses = z
  .array(z.number('a factor').positive('a factor above zero').max(1e6, 'a factor up to 1e6'), 'a list of factors')
  .min(2, 'at least two factors')
  .max(20, 'at most 20 factors');

const closer = fields(
  {
    top: whole(0, 100).default(15).describe('The first so many drugs get a dose curve, windows and reasons.'),
    draws: whole(1, 10_000).default(10).describe('Over the first so many parameter sets.'),
    doses: doses
      .default([0.01, 0.1, 0.3, 2, 10, 100])
      .describe('Doses of the curve, as factors on the exposure; the exposure itself is known already.'),
  },
  'what is looked at more closely, such as {top: 15, draws: 10}',
);

const confirm = fields(
  {
    top: whole(0, 100).default(10).describe('The first so many drugs run again with every site by itself.'),
    cells: whole(1, 1000).default(4).describe('Cells per arm, each with a parameter set of its own.'),
  },
  'what is run again in the full form, such as {top: 10, cells: 4}',
);

const drugs = z.union([z.literal('all'), names('a drug', 500).min(1, 'at least one drug')], {
  error: 'all, or a list of drugs',
});

const size = {
  timepoint: quantity,
  draws: whole(1, 10_000),
  cells_per_draw: whole(1, 1000),
  pairs: whole(0, 100),
};

/** The screen file, format 1, as it is written. */
export const drugScreenSchema = fields(
  {
    format: z.literal(1, 'format: 1').describe('Version of this file format.'),
    screen: text('the question, in a sentence').describe('The question, in a sentence.'),
    assay: text('an assay').describe('Assay that measures every arm; one that has a reduced form.'),
    matrix: matrix.optional().describe('What the cells stand on: kind and settings.'),
    cells: names('a cell profile').min(1, 'at least one cell profile').describe('Cancers that the ranking is over.'),
    healthy: names('a cell profile').default([]).describe('Healthy cells at the same exposure, shown beside.'),
    environments: table(table(quantity, 'a quantity for each factor'), 'environments')
      .refine((all) => Object.keys(all).length > 0, 'at least one environment')
      .default({ 'as usual': {} })
      .describe('The media that the ranking is over.'),
    hypotheses: hypotheses.optional().describe('Side taken where the literature disagrees.'),
    drugs: drugs.default('all').describe('Drugs to be compared.'),
    exposure: exposure.prefault({}).describe('At what concentration drugs are compared.'),
    beside: fields(changes, 'what goes with every drug, such as {radiation: {dose: 2 Gy}}')
      .optional()
      .describe('What every drug and its control are given besides: radiation, chemotherapy, a knock-down.'),
    measure: text('a measure').describe('What is compared, as the ratio of drug to control.'),
    wanted: z.enum(['lower', 'higher'], 'lower or higher').default('lower').describe('Which effect ranks first.'),
    timepoint: size.timepoint.describe('Time of the read-out.'),
    draws: size.draws.default(64).describe('Parameter sets over which each ratio is predicted.'),
    cells_per_draw: size.cells_per_draw.default(2).describe('Cells per arm and parameter set.'),
    first: whole(1, 1000).default(10).describe('Each drug gets its probability of being among the first so many.'),
    closer: closer.prefault({}).describe('What the first ones are asked besides.'),
    pairs: size.pairs.default(15).describe('All pairs of the first so many, of those looked at closely.'),
    confirm: confirm.prefault({}).describe('What is run again in the full form.'),
    seed: whole(0, 4_294_967_295).default(1).describe('Seed of every random draw.'),
    quick: fields(
      {
        drugs: drugs.optional(),
        timepoint: size.timepoint.optional(),
        draws: size.draws.optional(),
        cells_per_draw: size.cells_per_draw.optional(),
        pairs: size.pairs.optional(),
        closer: closer.optional(),
        confirm: confirm.optional(),
      },
      'a smaller size such as {draws: 4, timepoint: 2 h}',
    )
      .optional()
      .describe('The size of a first look (--quick).'),
  },
  'a screen: format, screen, assay, cells, measure and timepoint',
);

/** A screen file that has the right shape; names and units are not yet looked at. */
export type DrugScreenFile = z.infer<typeof drugScreenSchema>;

/** JSON Schema of the screen file, for completion in an editor. */
export function drugScreenJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(drugScreenSchema, { io: 'input' });
}
