import { type Locate, Report } from '../check/report.js';
import { Resolver } from '../check/resolve.js';
import { collectSymbols, entriesOf } from '../check/symbols.js';
import type { CompiledModel, CompiledPlace } from '../compiled.js';
import type { ModelFile } from '../language.js';
import { checkConserved } from './conserved.js';
import { checkReference, compileParameters } from './constants.js';
import { type Context, positive } from './context.js';
import { compileEvents } from './events.js';
import { compileFields } from './fields.js';
import { compileDissolutions, compileFoundings } from './foundings.js';
import { modelHash } from './hash.js';
import { compilePlace } from './places.js';
import { compileReactions } from './reactions.js';
import { compileTissue } from './tissue.js';

/**
 * Checks a model (names, units, circles, conserved sums) and turns it into tables and trees over slots, all in base
 * units, everything in the order of declaration. Throws one `BadInput`, with its place where `locate` knows the file's text.
 */
export function compileModel(file: ModelFile, locate?: Locate): CompiledModel {
  return checkModel(file, locate).model;
}

/** `compileModel` with what is odd but allowed: unused parameters, values outside their own range. */
export function checkModel(
  file: ModelFile,
  locate?: Locate,
): { model: CompiledModel; warnings: readonly string[]; unused: readonly string[] } {
  const report = new Report(locate);
  const symbols = collectSymbols(file, report);
  const resolver = new Resolver(symbols, report);
  const context: Context = { file, symbols, resolver, report };
  const parameters = compileParameters(context);
  const places: CompiledPlace[] = [];
  for (const place of symbols.places) places.push(compilePlace(context, place, parameters, places));
  const reactions = compileReactions(context);
  const tissue = compileTissue(context);
  const model: CompiledModel = {
    file,
    parameters,
    places: places.map((place, index) => ({
      ...place,
      reactions: reactions
        .filter((reaction) => reaction.field < 0 && reaction.place === index)
        .map(({ compiled }) => compiled),
    })),
    fields: compileFields(context, reactions),
    foundings: compileFoundings(context, places),
    dissolutions: compileDissolutions(context),
    events: compileEvents(context),
    numerics: compileNumerics(context),
    hash: modelHash(file),
    ...(tissue && { tissue }),
  };
  checkConserved(context, model, reactions);
  for (const table of ['reactions', 'found', 'dissolve'] as const) {
    for (const [id, { references }] of entriesOf<{ readonly references?: readonly string[] }>(file[table])) {
      references?.forEach((name, i) => {
        checkReference(context, name, [table, id, 'references', i]);
      });
    }
  }
  const unused = parameters.map(({ id }) => id).filter((id) => !resolver.used.has(id));
  for (const id of unused) report.warn(['parameters', id], `the parameter ${id} is not used`);
  return { model, warnings: report.warnings, unused };
}

function compileNumerics(context: Context): CompiledModel['numerics'] {
  const declared = context.file.numerics ?? {};
  return {
    tick: positive(context, declared.tick ?? '5 s', ['numerics', 'tick'], 's'),
    tolerance: declared.tolerance ?? 1e-6,
    substeps: declared.substeps ?? 5,
    coupling: declared.coupling ?? 'lie',
    method: declared.method ?? 'rodas4',
  };
}
