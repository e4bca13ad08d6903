import { BadInput, isBadInput, parseQuantity } from '@invadolab/core';
import { type CompiledModel, checkModel, evaluateNode, type ModelFile } from '@invadolab/model';
import { assemble, timeUnit } from './assemble.js';
import { readSbml } from './document.js';
import { expandedModel } from './expanded.js';
import type { SbmlModel } from './sbml-model.js';
import { placeName, UnitMissing } from './scope.js';

/** How to read a document. */
export interface ImportOptions {
  /** Time between two moments at which the model can be read (default: a tenth of the document's unit of time). */
  readonly tick?: string;
}

/** A model made of a document. */
export interface Imported {
  readonly file: ModelFile;
  /** The document's unit of time in seconds: what its own times and durations are multiples of. */
  readonly timeUnit: number;
  /** What was understood differently from how it is written, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads an SBML document of Level 2 or 3 into the language: one place, `model`, with all species as amounts; what SBML
 * reads as a concentration is a definition of the species' id. Units are kept where all are declared and fit; else all
 * numbers are pure and a warning says why. Throws `BadInput` with line and column for what is no SBML, is not supported or
 * cannot be run. `fileName` is used in messages and sources.
 */
export function importSbml(text: string, fileName: string, options: ImportOptions = {}): Imported {
  const sbml = expandedModel(readSbml(text, fileName));
  const tick = options.tick;
  const warnings = sbml.ignored.map((what) => `${fileName}: ${what} passed over: no result depends on it`);
  const kept = withUnits(sbml, tick);
  const { value, unit } = timeUnit(sbml);
  const read = { timeUnit: parseQuantity(`${value} ${unit}`, 's').value, warnings };
  if (typeof kept !== 'string') return { ...read, file: withTolerances(kept) };
  warnings.push(`${fileName}: read as pure numbers, because ${kept}`);
  return { ...read, file: withTolerances(withoutUnits(sbml, tick)) };
}

/** The model with its units, or why that is not possible. */
function withUnits(sbml: SbmlModel, tick: string | undefined): ModelFile | string {
  try {
    const file = assemble(sbml, true, tick);
    checkModel(file);
    return file;
  } catch (error) {
    if (error instanceof UnitMissing) return error.message;
    if (isBadInput(error) && error.line === undefined) return `its units do not fit (${error.message})`;
    throw error;
  }
}

function withoutUnits(sbml: SbmlModel, tick: string | undefined): ModelFile {
  const file = assemble(sbml, false, tick);
  try {
    checkModel(file);
    return file;
  } catch (error) {
    if (!isBadInput(error)) throw error;
    const { summary, found, expected, nearest } = error;
    throw new BadInput(`the model cannot be run: ${summary}`, { file: sbml.file, found, expected, nearest });
  }
}

const finest = 1e-11;

/** Documents count in any unit: absolute tolerances follow from the amounts at the start. */
function withTolerances(file: ModelFile): ModelFile {
  const { model } = checkModel(file);
  const { species } = file.places[placeName];
  const [compiled] = model.places;
  if (species === undefined) return file;
  const starts = compiled.species.map(({ initial, factor }) => Math.abs(startOf(model, initial)) / factor);
  const largest = Math.max(...starts);
  const tolerant = compiled.species.map(({ id }, index) => {
    const size = starts[index] > 0 ? Math.max(starts[index], largest * 1e-6) : largest;
    return [id, { ...species[id], tolerance: size > 0 ? finest * size : finest }] as const;
  });
  const place = { ...file.places[placeName], species: Object.fromEntries(tolerant) };
  return { ...file, places: { [placeName]: place } };
}

function startOf(model: CompiledModel, initial: CompiledModel['places'][number]['volume']): number {
  return evaluateNode(initial, (slot) => {
    if (slot.at === 'parameter') return model.parameters[slot.index].value;
    return slot.at === 'constant' ? model.places[0].constants[slot.index].value : Number.NaN;
  });
}
