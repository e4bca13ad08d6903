import { parseYaml } from '@invadolab/model';
import { z } from 'zod';
import { type Place, shaped } from '../shape.js';

const schema = z.looseObject(
  {
    format: z.literal(1, 'format: 1'),
    rows: z.array(
      z.looseObject(
        {
          id: z.string('the id of a row'),
          pass: z.boolean('true or false'),
          counts: z.boolean('true or false').optional(),
        },
        'a row with id and pass',
      ),
      'a list of rows',
    ),
  },
  'a score card: format and rows',
);

/**
 * Whether the model passed each row that counts of a score card, `{format: 1, rows: [{id, pass, counts, ...}]}`, by id: one that
 * the model was given says nothing about it. Throws `BadInput`.
 */
export function parseScores(text: string, file: string): ReadonlyMap<string, boolean> {
  const parsed = parseYaml(text, file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const { rows } = shaped(schema, parsed.value, place);
  return new Map(rows.filter(({ counts }) => counts !== false).map(({ id, pass }) => [id, pass]));
}
