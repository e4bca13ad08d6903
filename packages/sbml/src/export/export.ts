import { compileModel, type ModelFile } from '@invadolab/model';
import { document, element, listOf, type Written } from '../xml/element.js';
import { compartments, constants, idsSetByEvents, sizes, type Writing } from './constants.js';
import { clockParameters, clocksOf, events } from './events.js';
import { Formulas } from './formula.js';
import type { MoleculeIdentity } from './identity.js';
import { type Names, namesOf } from './names.js';
import { networkOf, type Omitted } from './network.js';
import { modelNotes } from './notes.js';
import { otherStates, rateRules, reactions, species, startingValues } from './states.js';
import { Units } from './units.js';

/** What to write, and what else is known about it. */
export interface ExportOptions {
  /** Write this place and those around it only (default: all places of which there is always exactly one). */
  readonly place?: string;
  /** What public databases call the molecules that species stand for, by id. */
  readonly molecules?: Readonly<Record<string, MoleculeIdentity>>;
  /** A sentence that every document must carry. */
  readonly notice?: string;
}

/** A document and what of the model is not in it. */
export interface Exported {
  readonly xml: string;
  readonly omitted: readonly Omitted[];
}

/**
 * The network of a model as SBML Level 3 Version 2 core: its well-mixed places, in base units (um, s, mg, molecule, K),
 * species as amounts in molecules. What core cannot hold (places of varying number, fields) is left out and listed. Throws
 * `BadInput` where nothing is left or `place` cannot be written.
 */
export function exportSbml(file: ModelFile, options: ExportOptions = {}): Exported {
  const network = networkOf(compileModel(file), options.place);
  const names = namesOf(network);
  const units = new Units();
  const formulas = new Formulas(network, names, units);
  const writing: Writing = { network, names, units, formulas, set: idsSetByEvents(network, names) };
  const clocks = clocksOf(writing);
  const attributes = modelAttributes(file, units, names);
  const model = content(writing, clocks, options);
  const defined = listOf('listOfUnitDefinitions', units.definitions());
  const root = element(
    'sbml',
    {
      xmlns: 'http://www.sbml.org/sbml/level3/version2/core',
      'xmlns:sbml': 'http://www.sbml.org/sbml/level3/version2/core',
      level: '3',
      version: '2',
    },
    element('model', attributes, modelNotes(file, network.omitted, options.notice), defined, model),
  );
  return { xml: document(root), omitted: network.omitted };
}

function modelAttributes(file: ModelFile, units: Units, names: Names): Record<string, string> {
  return {
    id: names.fresh('model'),
    name: file.model,
    substanceUnits: units.id([0, 0, 0, 1, 0]),
    timeUnits: 'second',
    volumeUnits: units.id([3, 0, 0, 0, 0]),
    areaUnits: units.id([2, 0, 0, 0, 0]),
    lengthUnits: units.id([1, 0, 0, 0, 0]),
    extentUnits: units.id([0, 0, 0, 1, 0]),
  };
}

function content(writing: Writing, clocks: ReturnType<typeof clocksOf>, options: ExportOptions): Written[] {
  const rules = [...definitionRules(writing), ...rateRules(writing)];
  const assigned = [...sizes(writing), ...startingValues(writing)];
  const reacting = reactions(writing);
  const happening = events(writing, clocks);
  // What the formulas name is known only now.
  const parameters = [
    ...constants(writing),
    ...otherStates(writing),
    ...definitionParameters(writing),
    ...clockParameters(writing, clocks),
  ];
  const lists = [
    listOf('listOfCompartments', compartments(writing)),
    listOf('listOfSpecies', species(writing, options.molecules ?? {})),
    listOf('listOfParameters', parameters),
    listOf('listOfInitialAssignments', assigned),
    listOf('listOfRules', rules),
    listOf('listOfReactions', reacting),
    listOf('listOfEvents', happening),
  ];
  return lists.filter((list) => list !== undefined);
}

function definitionParameters({ network, names, units, formulas }: Writing): Written[] {
  return network.definitions.map(({ place, id, value }) => {
    const declared = network.model.file.places[network.model.places[place].kind].definitions?.[id];
    return element('parameter', {
      id: names.definition(place, id),
      name: typeof declared === 'object' ? declared.name : undefined,
      units: units.id(formulas.dimensions.of(value, place) ?? [0, 0, 0, 0, 0]),
      constant: 'false',
    });
  });
}

function definitionRules({ network, names, formulas }: Writing): Written[] {
  return network.definitions.map(({ place, id }, position) =>
    element('assignmentRule', { variable: names.definition(place, id) }, formulas.definition(position)),
  );
}
