import type { Catalog } from '@invadolab/model';

/** Which kind of place is a cell of the tissue that an assay looks at; undefined where it looks at none. */
export function tissueKind(assay: string, { protocols, parts }: Catalog): string | undefined {
  if (!Object.hasOwn(protocols, assay)) return undefined;
  return protocols[assay].parts.map((id) => parts[id]?.tissue?.of).find((kind) => kind !== undefined);
}

/** Whether an assay looks at whole tissues, such as spheroids. */
export function isOfTissues(assay: string, catalog: Catalog): boolean {
  return tissueKind(assay, catalog) !== undefined;
}
