import { nearest } from '@invadolab/core';
import type { Assay, MeasureDefinition } from './assay.js';
import { frap } from './frap.js';
import { gelatin } from './gelatin.js';
import { lifetimes } from './lifetimes.js';
import { network } from './network.js';

/** Every assay, by the id that a study gives. */
export const assays: Readonly<Record<string, Assay>> = { network, gelatin, frap, lifetimes };

/** What an assay gives where a study asks for `asked`. */
export interface ResolvedMeasure {
  /** Id of the rows. */
  readonly id: string;
  readonly definition: MeasureDefinition;
  /** Why the id differs from what was asked. */
  readonly note?: string;
}

/**
 * Finds a measure of an assay. An id without `.true` or `.image` is answered by the true state, with a note. Undefined for
 * an unknown id; `nearestMeasure` then names a neighbour.
 */
export function resolveMeasure(assay: Assay, asked: string): ResolvedMeasure | undefined {
  const definition = assay.measures[asked] ?? assay.resolve?.(asked);
  if (definition !== undefined) return { id: asked, definition };
  const id = `${asked}.true`;
  const onState = assay.measures[id];
  if (onState === undefined) return undefined;
  const image = `${asked}.image`;
  const other = assay.measures[image] === undefined ? '' : `; ${image} is measured on rendered images`;
  const note = `${onState.title}: measured on the true state of the simulation${other}`;
  return { id, definition: onState, note };
}

/** The measure that a misspelt id may have meant. */
export function nearestMeasure(assay: Assay, asked: string): string | undefined {
  return nearest(asked, [
    ...Object.keys(assay.measures),
    ...Object.keys(assay.measures).map((id) => id.replace(/\.true$/, '')),
  ]);
}
