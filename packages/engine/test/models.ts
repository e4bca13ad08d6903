import { referenceEngine, type Session } from '@invadolab/engine';
import { type CompiledModel, compileModel, type ModelFile } from '@invadolab/model';

const source = { assumed: 'a test' };

/**
 * A model from its parts; parameters are given as quantities. A quantity in brackets within an expression, `[5 um3]`,
 * becomes a parameter of its own.
 */
export function modelOf(
  parts: Omit<ModelFile, 'format' | 'model' | 'parameters'> & { readonly parameters?: Record<string, string | number> },
): CompiledModel {
  const { parameters: named = {}, ...rest } = parts;
  const quantities: Record<string, string | number> = { ...named };
  const text = JSON.stringify(rest).replace(/\[(-?[\d.][^\]",]*)\](?!\])/g, (whole, quantity: string) => {
    if (whole.includes(',')) return whole;
    const id = `q${Object.keys(quantities).length}`;
    quantities[id] = quantity;
    return id;
  });
  const parameters = Object.fromEntries(Object.entries(quantities).map(([id, value]) => [id, { value, source }]));
  return compileModel({ ...JSON.parse(text), format: 1, model: 'test', parameters });
}

export function start(model: CompiledModel, members: readonly number[] = [0], seed = 1): Promise<Session> {
  return referenceEngine.start(model, { members, seed });
}

/** Advances and insists that all went well. */
export async function advance(session: Session, until: number): Promise<readonly string[]> {
  const status = await session.advance(until);
  if (status.state !== 'done') throw new Error(status.message);
  return status.warnings;
}

export async function values(session: Session, slot: string): Promise<number[]> {
  return [...(await session.read(slot)).values];
}

export async function value(session: Session, slot: string): Promise<number> {
  const all = await values(session, slot);
  if (all.length !== 1) throw new Error(`${slot} has ${all.length} values`);
  return all[0];
}
