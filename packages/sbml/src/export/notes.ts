import type { Reference, Source } from '@invadolab/core';
import type { Amount, ModelFile, Parameter } from '@invadolab/model';
import { element, type Written } from '../xml/element.js';
import type { Omitted } from './network.js';

const xhtml = { xmlns: 'http://www.w3.org/1999/xhtml' };

/** Notes with one paragraph per line; undefined where there is none. */
export function notes(lines: readonly (string | undefined)[]): Written | undefined {
  const said = lines.filter((line): line is string => line !== undefined && line.trim() !== '');
  if (said.length === 0) return undefined;
  return element(
    'notes',
    {},
    element(
      'body',
      xhtml,
      said.map((line) => element('p', {}, line)),
    ),
  );
}

/** What a number is, how it was written, its range and its source. */
export function constantNotes(declared: Parameter | Amount): Written | undefined {
  const { value, unit, range, source } = declared;
  const written = (quantity: string | number): string =>
    typeof quantity === 'number' && unit !== undefined && unit !== '1' ? `${quantity} ${unit}` : String(quantity);
  return notes([
    `Written as ${written(value)}.`,
    range && `Plausible range ${written(range[0])} to ${written(range[1])}.`,
    `Source: ${sourceText(source)}.`,
    'cv' in declared && declared.cv !== undefined
      ? `Varies between individuals with a coefficient of variation of ${declared.cv}; this is the value of the typical one.`
      : undefined,
  ]);
}

function sourceText(source: Source): string {
  if ('measured' in source) return `measured, ${source.measured}${source.note ? ` (${source.note})` : ''}`;
  if ('fitted' in source) return `fitted to ${source.fitted.join(', ')}${source.note ? ` (${source.note})` : ''}`;
  if ('assumed' in source) return `assumed, ${source.assumed}`;
  return `derived, ${source.derived}${source.from ? ` (from ${source.from.join(', ')})` : ''}`;
}

/** What the whole document says about itself. */
export function modelNotes(
  file: ModelFile,
  omitted: readonly Omitted[],
  notice: string | undefined,
): Written | undefined {
  return notes([
    file.model,
    file.notes,
    notice,
    'Values are in base units: um, s, mg, molecule, K. Species are amounts in molecules.',
    omitted.length === 0 ? undefined : 'Not in this file, because SBML core cannot hold it:',
    ...omitted.map(({ what, id, reason }) => `${what} ${id}: ${reason}.`),
    ...Object.entries(file.references ?? {}).map(([id, reference]) => `Reference ${id}: ${referenceText(reference)}`),
  ]);
}

function referenceText({ authors, year, title, journal, doi, pmid, url }: Reference): string {
  const place = doi !== undefined ? `doi:${doi}` : pmid !== undefined ? `PubMed ${pmid}` : url;
  return `${[authors, `(${year})`, title, journal, place].filter((part) => part !== undefined).join(' ')}.`;
}
