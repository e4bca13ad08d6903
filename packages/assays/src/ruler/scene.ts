import { cos, sin } from '@invadolab/core';
import type { AssaySetup, Protocol, Snapshot, SnapshotColumn } from '../assay.js';

/**
 * What lies on one film at one time, in um on its plane: a square from (0, 0) whose opposite edges meet, as the
 * engine has it.
 */
export interface Scene {
  /** s */
  readonly time: number;
  readonly cells: readonly SceneCell[];
  readonly sites: readonly SceneSite[];
  readonly film: Film;
}

/** A footprint: an ellipse around its centre, turned so that its long axis points along (cos, sin). */
export interface SceneCell {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Semi-axes, um. */
  readonly along: number;
  readonly across: number;
  readonly cos: number;
  readonly sin: number;
}

/** One site as the ruler and the microscope see it; positions in um on the plane of the film. */
export interface SceneSite {
  readonly id: number;
  /** Id of the cell. */
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  /** molecules */
  readonly actin: number;
  readonly marker: number;
  /** Standard deviation of the actin core, um. */
  readonly radius: number;
  /** um; not a number where the protocol has no length. */
  readonly length: number;
}

/** The labelled film: share of its label that is left, one value per voxel, row-major, first row at the lowest y. */
export interface Film {
  readonly left: Float64Array;
  readonly side: number;
  /** um */
  readonly voxel: number;
}

/** Length of one side of the film, um. */
export function sideLength(film: Pick<Film, 'side' | 'voxel'>): number {
  return film.side * film.voxel;
}

/** Shorter way from one coordinate to another on a ring of the given length; the plain difference if that is 0. */
export function apart(from: number, to: number, ring: number): number {
  const way = to - from;
  return ring > 0 ? way - ring * Math.round(way / ring) : way;
}

/** Slots of a scene, in a fixed order without repeats. */
export function sceneSlots(protocol: Protocol): string[] {
  const { cell, site } = protocol;
  const slots = [`${cell}.x`, `${cell}.y`, protocol.area];
  if (protocol.aspect !== undefined) slots.push(protocol.aspect, `${cell}.angle`);
  slots.push(
    `${site}.x`,
    `${site}.y`,
    protocol.actin,
    protocol.marker,
    protocol.radius,
    protocol.length,
    protocol.film,
  );
  return [...new Set(slots.filter((slot) => slot !== undefined))];
}

/** Reads scenes out of snapshots; keeps the film of the first one as what "intact" means. */
export class SceneReader {
  private intact: Float64Array | undefined;

  constructor(
    private readonly setup: Pick<AssaySetup, 'protocol'>,
    private readonly coreRadius: number,
  ) {}

  read(snapshot: Snapshot): Scene {
    const { protocol } = this.setup;
    return {
      time: snapshot.time,
      cells: readCells(snapshot, protocol),
      sites: readSites(snapshot, protocol, this.coreRadius),
      film: this.readFilm(snapshot),
    };
  }

  private readFilm(snapshot: Snapshot): Film {
    const column = columnOf(snapshot, this.setup.protocol.film);
    if (column.grid === undefined) throw new Error(`${this.setup.protocol.film} is not a field`);
    this.intact ??= column.values.slice();
    const left = new Float64Array(column.values.length);
    for (let i = 0; i < left.length; i++) left[i] = this.intact[i] > 0 ? column.values[i] / this.intact[i] : 1;
    return { left, side: column.grid.side, voxel: column.grid.voxel };
  }
}

/** Footprints of all cells, in id order. */
export function readCells(snapshot: Snapshot, protocol: Protocol): SceneCell[] {
  const x = columnOf(snapshot, `${protocol.cell}.x`);
  const y = columnOf(snapshot, `${protocol.cell}.y`);
  const area = perPlace(snapshot, protocol.area, x);
  const aspect = protocol.aspect === undefined ? () => 1 : perPlace(snapshot, protocol.aspect, x);
  const angle = protocol.aspect === undefined ? () => 0 : perPlace(snapshot, `${protocol.cell}.angle`, x);
  return Array.from(x.ids, (id, i) => {
    const across = Math.sqrt(area(i) / (Math.PI * aspect(i)));
    const turn = angle(i);
    return { id, x: x.values[i], y: y.values[i], along: across * aspect(i), across, cos: cos(turn), sin: sin(turn) };
  });
}

/** All sites, in id order. */
export function readSites(snapshot: Snapshot, protocol: Protocol, coreRadius: number): SceneSite[] {
  const x = columnOf(snapshot, `${protocol.site}.x`);
  const y = columnOf(snapshot, `${protocol.site}.y`);
  const actin = perPlace(snapshot, protocol.actin, x);
  const marker = perPlace(snapshot, protocol.marker, x);
  const radius = protocol.radius === undefined ? () => coreRadius : perPlace(snapshot, protocol.radius, x);
  const length = protocol.length === undefined ? () => Number.NaN : perPlace(snapshot, protocol.length, x);
  return Array.from(x.ids, (id, i) => ({
    id,
    cell: x.parents[i],
    x: x.values[i],
    y: y.values[i],
    actin: actin(i),
    marker: marker(i),
    radius: radius(i),
    length: length(i),
  }));
}

/** A slot with one value per place of `like`, or one for all (a parameter, a slot of a single place around). */
function perPlace(snapshot: Snapshot, slot: string, like: SnapshotColumn): (row: number) => number {
  const column = columnOf(snapshot, slot);
  if (column.values.length === like.values.length) return (row) => column.values[row];
  if (column.values.length === 1) return () => column.values[0];
  throw new Error(`${slot} has ${column.values.length} values for ${like.values.length} places`);
}

function columnOf(snapshot: Snapshot, slot: string): SnapshotColumn {
  const column = snapshot.columns.get(slot);
  if (column === undefined) throw new Error(`the snapshot lacks ${slot}`);
  return column;
}
