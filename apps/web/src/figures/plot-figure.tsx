import { Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { Figure } from './figure.js';
import { type PlotLibrary, usePlotLibrary } from './plot-library.js';

/** Draws at a width in px; give it to `useCallback`, as it is drawn anew whenever it changes. */
export type Draw = (plot: PlotLibrary, width: number) => Element;

/** A figure drawn by Observable Plot as wide as there is room. */
export function PlotFigure(props: {
  readonly title: string;
  readonly caption?: ReactNode;
  /** The facts of the figure in a sentence, for whoever cannot see it. */
  readonly label: string;
  readonly draw: Draw;
  /** px, held free while the library is loaded. */
  readonly height?: number;
}) {
  const { title, caption, label, draw, height = 240 } = props;
  return (
    <Figure title={title} caption={caption}>
      <Plotted label={label} draw={draw} height={height} />
    </Figure>
  );
}

/** The drawing alone, for figures of several panels. */
export function Plotted(props: { readonly label: string; readonly draw: Draw; readonly height?: number }) {
  const { label, draw, height = 240 } = props;
  const plot = usePlotLibrary();
  const { ref, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!plot || width === 0) return;
    const drawing = draw(plot, width);
    // The library names groups of marks in a way that only roles may be named.
    for (const group of drawing.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', label);
    host.current?.replaceChildren(drawing);
  }, [plot, draw, width, label]);
  return (
    <div ref={ref} className="plot">
      {plot ? <div ref={host} /> : <Skeleton height={height} animate={false} />}
    </div>
  );
}
