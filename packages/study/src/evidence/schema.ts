import { z } from 'zod';
import { fields, studySchema } from '../schema.js';

/*
 * The shape of a file of published evidence: one paper, its rows, and for each row the study that repeats it. As in the
 * study's schema every message completes the sentence "expected ...".
 */

const text = (what: string, most = 600) =>
  z.string(what).min(1, what).max(most, `${what} of at most ${most} characters`);
const number = (what: string) => z.number(what);

/** What a row may be used for; copied with the row and never changed afterwards. */
export const roles = ['calibrate', 'check', 'law', 'input', 'unscored'] as const;
/** What a published direction says about the ratio of an arm to its control. */
export const directions = ['down', 'up', 'none', 'abolished'] as const;

const citation = fields(
  {
    authors: text('the authors'),
    year: z.int('a year').nullable().describe('null where the source does not state it.'),
    title: text('the title').optional(),
    journal: text('the journal').optional(),
    doi: text('a DOI').optional(),
    pmid: text('a PubMed id').optional(),
    url: text('an address').optional(),
    confirmed: z
      .boolean('true or false')
      .optional()
      .describe('false where the identifier was not checked at its source.'),
  },
  'a citation: authors, year, journal, and a doi, pmid or url',
);

const study = fields(
  {
    ...studySchema.partial().shape,
    // Defaults of their own: the usual size of a published experiment, and no controls but the published ones.
    experiments: studySchema.shape.experiments.removeDefault().optional(),
    cells: studySchema.shape.cells.removeDefault().optional(),
    seed: studySchema.shape.seed.removeDefault().optional(),
    controls: studySchema.shape.controls.removeDefault().optional(),
    arms: studySchema.shape.arms,
    assay: studySchema.shape.assay,
    timepoints: studySchema.shape.timepoints,
  },
  'a study: assay, cell, matrix, timepoints and arms',
);

const positive = fields(
  { arm: text('an arm'), direction: z.enum(['down', 'up'], 'down or up') },
  'a positive control such as {arm: NAME, direction: down}',
);

const expectation = fields(
  {
    arm: text('an arm').optional().describe('Arm that is compared (default: the only one besides the control).'),
    measure: text('a measure').describe('Measure of the assay.'),
    at: z.union([z.string(), z.number()], 'a time such as 6 h').optional().describe('Timepoint (default: the last).'),
    direction: z
      .enum(directions, directions.join(', '))
      .optional()
      .describe('Published direction against the control.'),
    number: z
      .union([number('a number'), z.tuple([number('a number'), number('a number')])], 'a number, or [low, high]')
      .optional()
      .describe('Published value, or the two ends of the published interval.'),
    unit: text('a unit').optional().describe('Unit of the number; ratio: of arm to control.'),
    manipulation: z
      .enum(['loss', 'gain', 'nothing'], 'loss, gain or nothing')
      .optional()
      .describe('What the arm does, where its changes do not say so (variants, other cells).'),
    positive: positive.optional().describe('For none: an arm in which the measure must be seen to change.'),
  },
  'what was published, such as {measure: NAME, direction: down}',
);

const row = fields(
  {
    id: text('an id', 40).regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'an id of letters, digits, . _ and -'),
    role: z.enum(roles, roles.join(', ')),
    tier: z.enum(['A', 'B', 'C', 'R', 'X'], 'A, B, C, R or X').optional(),
    verification: z
      .enum(['read', 'recalled'], 'read or recalled')
      .optional()
      .describe('Whether the source was read (default).'),
    system: text('a system').optional().describe('Part of the biology, such as assembly or degradation.'),
    family: text('the family of perturbation'),
    quantity: text('what was measured'),
    condition: z.record(z.string(), z.union([z.string(), z.number()]), 'conditions by name').optional(),
    published: text('the published value')
      .optional()
      .describe('As the source gives it, where a number or sign does not say all.'),
    spread: text('the published spread').optional(),
    note: text('a note', 1500).optional(),
    same_as: z.array(text('an id', 40), 'a list of ids').optional().describe('Other rows with this very observation.'),
    seen: text('a reason').optional().describe('Why the row has left the check score; its role stays.'),
    mend: text('what would mend a miss', 600).optional().describe('Why the model misses it, and what would mend that.'),
    study: study.optional().describe('The study that repeats the observation, in the language of study files.'),
    expect: z
      .array(expectation, 'a list of what was published')
      .min(1, 'at least one')
      .max(20, 'at most 20')
      .optional(),
  },
  'a row: id, role, family, quantity, study and expect',
);

/** A file of evidence, format 1, as it is written. */
export const evidenceSchema = fields(
  {
    format: z.literal(1, 'format: 1').describe('Version of this file format.'),
    paper: text('the id of a paper', 60).describe('One paper and one family of perturbation is one vote.'),
    citation,
    reference: text('a reference of the catalogue')
      .optional()
      .describe('The same paper among the references of the catalogue.'),
    rows: z.array(row, 'a list of rows').min(1, 'at least one row').max(200, 'at most 200 rows'),
  },
  'a file of evidence: format, paper, citation and rows',
);

/** Rows that cannot be run, each with the reason. */
export const notExpressibleSchema = fields(
  {
    format: z.literal(1, 'format: 1'),
    rows: z.array(
      fields(
        {
          id: text('an id', 40),
          role: z.enum(roles, roles.join(', ')),
          system: text('a system'),
          paper: text('the id of a paper', 60),
          quantity: text('what was measured'),
          reason: text('the reason'),
        },
        'a row: id, role, system, paper, quantity and reason',
      ),
      'a list of rows',
    ),
  },
  'a list of rows that cannot be run: format and rows',
);

/** Parameters that draws of the prior leave alone, each with the reason. */
export const priorExceptionsSchema = fields(
  {
    format: z.literal(1, 'format: 1'),
    fixed: z.record(z.string(), text('the reason'), 'a reason for each parameter'),
  },
  'what the prior leaves alone: format and fixed',
);

/** A file of evidence that has the right shape; names and units are not yet looked at. */
export type EvidenceFile = z.infer<typeof evidenceSchema>;
/** One row as it is written. */
export type EvidenceFileRow = EvidenceFile['rows'][number];
/** What a row says was published, as it is written. */
export type ExpectationFile = NonNullable<EvidenceFileRow['expect']>[number];
/** A row that cannot be run, and why. */
export type NotExpressible = z.infer<typeof notExpressibleSchema>['rows'][number];

/** JSON Schema of a file of evidence, for completion in an editor. */
export function evidenceJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(evidenceSchema, { io: 'input' });
}
