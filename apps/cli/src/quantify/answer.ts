import type { MeasuredImages } from '@invadolab/laboratory';
import { textTable } from '../tables.js';
import { notice } from '../terminal.js';

/** What is told at the end. */
export interface QuantifyAnswer extends MeasuredImages {
  /** The folder of the result. */
  readonly out: string;
}

const shown = [
  ['cells', 'cells.counted'],
  ['puncta per cell', 'invadopodia.count'],
  ['mature per cell', 'invadopodia.mature'],
  ['degraded um2 per nucleus', 'matrix.degraded_area'],
  ['degrading cells', 'cells.degrading'],
] as const;

/** One line per image and frame, flags, and where the tables are. */
export function answerText({ found, refused, out }: QuantifyAnswer): string {
  const rows = found.flatMap(({ fields }) => {
    const frames = [...new Set(fields.map(({ frame }) => frame))];
    return frames.map((frame) => {
      const value = (id: string) => fields.find((row) => row.frame === frame && row.measure === id)?.value;
      const image = fields[0].image + (frames.length > 1 ? ` frame ${frame}` : '');
      return [image, ...shown.map(([, id]) => rounded(value(id)))];
    });
  });
  const flags = found.flatMap(({ fields, flags: each }) =>
    each.map(({ says, frames }) => {
      const where = frames.length > 1 ? ` (${frames.length} frames)` : '';
      return `! ${fields[0].image}: ${says}${where}`;
    }),
  );
  return [
    textTable(['image', ...shown.map(([title]) => title)], rows),
    '',
    ...[...flags, ...refused.map((message) => `! left out: ${message}`)],
    ...(flags.length + refused.length > 0 ? [''] : []),
    `Tables, overlays and thresholds: ${out}`,
    '',
    notice,
    '',
  ].join('\n');
}

/** The same for programs: all measures of every frame. */
export function summaryOf({ found, refused, out }: QuantifyAnswer): object {
  const images = found.map(({ fields, flags, pixel, dark, frames, interval, tracks }) => ({
    image: fields[0].image,
    pixel_um: pixel,
    dark,
    frames,
    frame_s: interval,
    tracks: tracks.length,
    flags,
    measures: fields.map(({ frame, time, measure, value, unit }) => ({ frame, time, measure, value, unit })),
  }));
  return { out, refused, images };
}

function rounded(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(4)));
}
