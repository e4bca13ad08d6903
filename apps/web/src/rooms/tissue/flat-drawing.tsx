import { useEffect, useRef } from 'react';
import { cellKinds, type TissueMoment } from '../../worker/tissue/moment.js';
import type { ColourBy, Palette } from './scene/palette.js';
import { edgesOf } from './scene/space.js';

/** Cells from above, for browsers that cannot draw in three dimensions: deeper ones first. */
export function FlatDrawing(props: {
  readonly moment: TissueMoment;
  readonly palette: Palette;
  readonly colourBy: ColourBy;
  readonly most: number;
}) {
  const { moment, palette, colourBy, most } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || canvas.current === null) return;
    const { width, height } = canvas.current;
    const { x, y, z, radius, kind, structures, path } = moment.cells;
    const [lx, ly] = edgesOf(moment);
    const scale = Math.min(width / lx, height / ly);
    const amount = colourBy === 'structures' ? structures : colourBy === 'path' ? path : undefined;
    context.clearRect(0, 0, width, height);
    context.strokeStyle = palette.line;
    context.strokeRect((width - lx * scale) / 2, (height - ly * scale) / 2, lx * scale, ly * scale);
    context.strokeStyle = palette.air;
    const order = Array.from(z.keys()).sort((a, b) => z[b] - z[a]);
    for (const i of order) {
      const share = amount && most > 0 ? amount[i] / most : 0;
      context.fillStyle = amount
        ? palette.amount[Math.min(2, Math.floor(3 * share))]
        : palette.kinds[cellKinds[kind[i]]];
      context.beginPath();
      context.arc(
        width / 2 + (x[i] - lx / 2) * scale,
        height / 2 + (y[i] - ly / 2) * scale,
        radius[i] * scale,
        0,
        2 * Math.PI,
      );
      context.fill();
      context.stroke();
    }
  }, [moment, palette, colourBy, most]);
  return <canvas ref={canvas} width={720} height={720} aria-hidden className="tissue-flat" />;
}
