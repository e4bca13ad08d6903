import { nearest, parseUnit } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { declaredUnit, entriesOf } from '../check/symbols.js';
import type { CompiledConstant } from '../compiled.js';
import type { Amount, Parameter } from '../language.js';
import { type Context, quantity } from './context.js';

/** Parameters in base units. A value outside its own range is a warning: a perturbation may put it there. */
export function compileParameters(context: Context): CompiledConstant[] {
  return entriesOf(context.file.parameters).map(([id, declared]) =>
    compileConstant(context, id, declared, ['parameters', id]),
  );
}

/** Amounts of one place; none may be negative. */
export function compileAmounts(context: Context, kind: string): CompiledConstant[] {
  return entriesOf(context.file.places[kind].amounts).map(([id, declared]) => {
    const path = ['places', kind, 'amounts', id];
    const compiled = compileConstant(context, id, declared, path);
    if (compiled.value < 0) {
      context.report.fail([...path, 'value'], 'an amount is negative', {
        found: String(declared.value),
        expected: '0 or more',
      });
    }
    const { stream } = context.symbols.placeByKind.get(kind)?.amounts.get(id) ?? {};
    return declared.cv === undefined ? { ...compiled, stream } : { ...compiled, stream, cv: declared.cv };
  });
}

function compileConstant(context: Context, id: string, declared: Parameter | Amount, path: Path): CompiledConstant {
  const { report } = context;
  const unit = declaredUnit(declared, path, report);
  if ('measured' in declared.source) checkReference(context, declared.source.measured, [...path, 'source', 'measured']);
  const { value } = quantity(context, declared.value, [...path, 'value'], unit);
  if (declared.unit !== undefined) {
    const written = declared.unit;
    const other = report.within([...path, 'unit'], () => parseUnit(written));
    quantity(context, declared.value, [...path, 'value'], other);
  }
  if (declared.range) {
    const [low, high] = declared.range.map((end, i) => quantity(context, end, [...path, 'range', i], unit).value);
    if (low > high) {
      report.fail([...path, 'range'], 'a range is upside down', {
        found: declared.range.join(' to '),
        expected: 'low, then high',
      });
    }
    if (value < low || value > high) report.warn([...path, 'value'], `${id} lies outside its plausible range`);
  }
  return { id, value, unit: unit.text, factor: unit.factor };
}

/** A reference that is named must be listed. */
export function checkReference(context: Context, id: string, path: Path): void {
  const known = context.file.references ?? {};
  if (Object.hasOwn(known, id)) return;
  context.report.fail(path, 'a reference is not listed', {
    found: id,
    expected: 'an entry of `references`',
    nearest: nearest(id, Object.keys(known)),
  });
}
