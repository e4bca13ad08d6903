/** What completion reads of a JSON Schema. */
export interface Schema {
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** All schemas that a value at a path may follow. */
export function schemasAt(root: Schema, path: readonly string[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (found, key) =>
      found.flatMap(({ properties, additionalProperties }) => {
        const next = properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
        return next === undefined ? [] : alternatives(next);
      }),
    alternatives(root),
  );
}

/** Through `anyOf` and into lists, whose items stand where the list does. */
function alternatives(schema: Schema): readonly Schema[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [schema, ...inner.flatMap(alternatives)];
}
