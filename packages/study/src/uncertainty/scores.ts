import { parseYaml } from '@invadolab/model';
import { z } from 'zod';
import { type Place, shaped } from '../shape.js';

const schema = z.looseObject(
  {
    format: z.literal(1, 'format: 1'),
    rows: z.array(
      z.looseObject({ id: z.string('the id of a row'), pass: z.boolean('true or false') }, 'a row with id and pass'),
      'a list of rows',
    ),
  },
  'a score card: format and rows',
);

/** Whether the model passed each row of a score card, `{format: 1, rows: [{id, pass, ...}]}`, by id. Throws `BadInput`. */
export function parseScores(text: string, file: string): ReadonlyMap<string, boolean> {
  const parsed = parseYaml(text, file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  return new Map(shaped(schema, parsed.value, place).rows.map(({ id, pass }) => [id, pass]));
}
