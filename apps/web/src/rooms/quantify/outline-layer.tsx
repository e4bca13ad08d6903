import { memo } from 'react';
import type { MeasuredFrame } from '../../worker/calls/quantify.js';
import { type Layer, lines } from './layers.js';

/** The object of a table's row. */
export type Picked = { readonly table: 'cells' | 'puncta' | 'holes'; readonly x: number; readonly y: number };

type Loops = MeasuredFrame['outlines']['holes'][number]['loops'];

/** What was found, as lines over the picture that stay thin at any size. */
export const OutlineLayer = memo(function OutlineLayer(props: {
  readonly frame: MeasuredFrame;
  readonly shown: ReadonlySet<Layer>;
  /** Pixels of the image per pixel of the screen. */
  readonly scale: number;
}) {
  const { frame, shown, scale } = props;
  const { cells, nuclei, puncta, holes } = frame.outlines;
  const counted = cells.filter(({ excluded }) => excluded === undefined);
  const others = cells.filter(({ excluded }) => excluded !== undefined);
  return (
    <g fill="none" strokeLinejoin="round">
      {shown.has('holes') && <Line path={pathOf(holes.map(({ loops }) => loops))} line={lines.hole} />}
      {shown.has('nuclei') && <Line path={pathOf(nuclei)} line={lines.nucleus} />}
      {shown.has('cells') && <Line path={pathOf(others.map(({ loops }) => loops))} line={lines.excluded} />}
      {shown.has('cells') && <Line path={pathOf(counted.map(({ loops }) => loops))} line={lines.cell} />}
      {shown.has('puncta') && (
        <>
          <Line
            path={ringsOf(
              puncta.filter(({ mature }) => !mature),
              scale,
              0,
            )}
            line={lines.precursor}
          />
          <Line
            path={ringsOf(
              puncta.filter(({ mature }) => mature),
              scale,
              0,
            )}
            line={lines.mature}
          />
          <Line
            path={ringsOf(
              puncta.filter(({ mature }) => mature),
              scale,
              3.5,
            )}
            line={lines.mature}
          />
        </>
      )}
    </g>
  );
});

/** A coloured line, on a dark one if it is whole, so that it is seen on bright and on dark ground. */
function Line({ path, line }: { readonly path: string; readonly line: (typeof lines)[keyof typeof lines] }) {
  if (path === '') return null;
  return (
    <>
      {line.dash === undefined && (
        <path
          d={path}
          stroke="#000"
          strokeOpacity={0.55}
          strokeWidth={line.width + 2}
          vectorEffect="non-scaling-stroke"
        />
      )}
      <path
        d={path}
        stroke={line.stroke}
        strokeWidth={line.width}
        strokeDasharray={line.dash}
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}

function pathOf(objects: readonly Loops[]): string {
  return objects.flatMap((loops) => loops.map(closed)).join('');
}

function closed(line: readonly number[]): string {
  const points: string[] = [];
  for (let i = 0; i < line.length; i += 2) points.push(`${line[i]} ${line[i + 1]}`);
  return `M${points.join('L')}Z`;
}

/** Circles; small ones are drawn large enough to be seen, and `further` out, pixels of the screen. */
function ringsOf(puncta: MeasuredFrame['outlines']['puncta'], scale: number, further: number): string {
  return puncta
    .map(({ x, y, radius }) => {
      const r = Math.max(radius, 4 * scale) + further * scale;
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    })
    .join('');
}
