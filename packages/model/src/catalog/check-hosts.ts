import { nearest } from '@invadolab/core';
import type { SourcedValues } from '../catalog.js';
import type { Path } from '../check/report.js';
import { readLike, readQuantity } from '../compose/quantity.js';
import { partStreams } from '../compose/streams.js';
import type { Parameter } from '../language.js';
import type { Checking } from './places.js';
import type { TableName } from './tables.js';

/** Hosts, organs and cancers name patterns, hosts and parameters that exist, and organs have random streams of their own. */
export function checkHosts(checking: Checking): void {
  const { tables, places } = checking;
  const known = Object.assign({}, ...Object.values(tables.parts).map((part) => part.parameters ?? {}));
  for (const [id, { set }] of Object.entries(tables.hosts)) checkValues(checking, 'hosts', id, ['set'], set, known);
  // That parts share none was seen before, so nothing is refused here.
  const taken = new Set(partStreams(tables.parts, clash).values());
  for (const [id, organ] of Object.entries(tables.organs)) {
    const pattern = Object.hasOwn(tables.parts, organ.pattern) ? tables.parts[organ.pattern] : undefined;
    if (pattern?.pattern === undefined) {
      const patterns = Object.keys(tables.parts).filter((part) => tables.parts[part].pattern !== undefined);
      throw places.bad('organs', id, ['pattern'], 'no such pattern', {
        found: organ.pattern,
        expected: `a part with a pattern: ${patterns.join(', ') || 'there is none'}`,
        nearest: nearest(organ.pattern, patterns),
      });
    }
    if (taken.has(organ.stream))
      throw places.bad('organs', id, ['stream'], 'this stream belongs to another entry already', {
        found: String(organ.stream),
      });
    taken.add(organ.stream);
    for (const [host, values] of Object.entries(organ.hosts)) {
      if (!Object.hasOwn(tables.hosts, host)) throw unknownHost(checking, 'organs', id, ['hosts', host], host);
      checkValues(checking, 'organs', id, ['hosts', host], values, pattern.parameters ?? {});
    }
  }
  for (const [id, { host, cancers = {} }] of Object.entries(tables.protocols)) {
    if (host !== undefined && !Object.hasOwn(tables.hosts, host))
      throw unknownHost(checking, 'protocols', id, ['host'], host);
    for (const [cancer, { set = {}, refused, instead }] of Object.entries(cancers)) {
      if ((refused === undefined) !== (instead === undefined))
        throw places.bad('protocols', id, ['cancers', cancer], 'a refusal says why and what to look at instead', {
          expected: 'refused and instead',
        });
      checkValues(checking, 'protocols', id, ['cancers', cancer, 'set'], set, known);
    }
  }
}

const clash = (id: string): never => {
  throw new Error(`the streams of ${id} were not checked`);
};

function unknownHost({ tables, places }: Checking, table: TableName, id: string, path: Path, host: string) {
  const hosts = Object.keys(tables.hosts);
  return places.bad(table, id, path, 'unknown host', {
    found: host,
    expected: hosts.join(', ') || 'none',
    nearest: nearest(host, hosts),
  });
}

function checkValues(
  { places }: Checking,
  table: TableName,
  id: string,
  path: Path,
  values: SourcedValues,
  parameters: Readonly<Record<string, Parameter>>,
): void {
  for (const [name, { value }] of Object.entries(values)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined)
      throw places.bad(table, id, [...path, name], 'no part has this parameter', {
        found: name,
        nearest: nearest(name, Object.keys(parameters)),
      });
    const own = readQuantity(parameter.value, parameter.unit);
    places.inside(table, id, [...path, name, 'value'], () => readLike(value, own, name));
  }
}
