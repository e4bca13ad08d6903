import { type Document, isMap } from 'yaml';

/** A drug of an arm as the file has it. */
export interface DrugEntry {
  readonly name: string;
  readonly free?: unknown;
  readonly nominal?: unknown;
  readonly dose?: unknown;
  readonly [other: string]: unknown;
}

/** An arm as the file has it: what menus can change, and whatever else. */
export interface ArmEntry {
  readonly title?: string;
  readonly against?: string;
  readonly drugs?: readonly DrugEntry[];
  readonly knockdown?: Readonly<Record<string, unknown>>;
  readonly mutate?: Readonly<Record<string, string>>;
  readonly radiation?: { readonly dose?: unknown; readonly fractions?: number; readonly every?: unknown };
  readonly [other: string]: unknown;
}

const shown = ['title', 'against', 'drugs', 'knockdown', 'mutate', 'radiation'];

/** Keys of an arm that menus leave alone. */
export function otherKeys(arm: ArmEntry): readonly string[] {
  return Object.keys(arm).filter((key) => !shown.includes(key));
}

type Path = readonly (string | number)[];

/** Writes into an arm, which may stand in the file with nothing behind it; undefined takes away, with the table it leaves empty. */
export function writeArm(document: Document, arm: string, path: Path, value: unknown): void {
  const at = ['arms', arm];
  if (!isMap(document.getIn(at, true))) document.setIn(at, flow(document, {}));
  if (value === undefined) {
    document.deleteIn([...at, ...path]);
    for (let length = path.length - 1; length > 0; length--) {
      const above = document.getIn([...at, ...path.slice(0, length)], true) as { items?: unknown[] } | undefined;
      if (above?.items?.length === 0) document.deleteIn([...at, ...path.slice(0, length)]);
    }
    return;
  }
  // What a table of the arm is missing is written at once, so that it stands on the arm's line.
  const missing = path.findIndex(
    (_, index) => document.getIn([...at, ...path.slice(0, index + 1)], true) === undefined,
  );
  if (missing < 0 || missing === path.length - 1) {
    document.setIn([...at, ...path], flow(document, value));
    return;
  }
  const nested = path
    .slice(missing + 1)
    .reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);
  document.setIn([...at, ...path.slice(0, missing + 1)], flow(document, nested));
}

/** Adds an arm behind the others under a name that no arm has, which it gives. */
export function addArm(document: Document, wanted: string, arm: ArmEntry): string {
  const arms = document.get('arms', true);
  const names = isMap(arms) ? arms.items.map(({ key }) => String(key).toLowerCase()) : [];
  let name = wanted;
  for (let number = 2; names.includes(name.toLowerCase()); number++) name = `${wanted} ${number}`;
  document.setIn(['arms', name], flow(document, arm));
  return name;
}

function flow(document: Document, value: unknown) {
  return document.createNode(value, { flow: true });
}
