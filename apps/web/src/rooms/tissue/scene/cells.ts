import {
  Color,
  DynamicDrawUsage,
  Float32BufferAttribute,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Matrix3,
  Mesh,
  ShaderMaterial,
  Vector3,
} from 'three';
import { cellKinds, type TissueMoment } from '../../../worker/tissue/moment.js';
import { cellFragment, cellVertex } from './cell-shader.js';
import type { ColourBy, Palette } from './palette.js';
import { along, rampOf } from './ramp.js';
import { type Edges, placed } from './space.js';

/** What decides how cells look, besides where they are. */
export interface CellLook {
  readonly palette: Palette;
  readonly colourBy: ColourBy;
  /** What the strongest colour stands for where cells are coloured by an amount. */
  readonly most: number;
  /** Cells behind it are shown, those in front of it left out; um along y. */
  readonly cut: number;
}

/** Numbers per cell, by attribute of the shader. */
const attributes = { place: 4, colour: 3, crowd: 3 } as const;

/**
 * Cells as spheres, each drawn as one square that the shader makes round: tens of thousands cost no more than a few meshes, and they stay
 * round however near one gets.
 */
export class CellCloud {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  #room = 0;

  constructor() {
    const material = new ShaderMaterial({
      vertexShader: cellVertex,
      fragmentShader: cellFragment,
      alphaToCoverage: true,
      uniforms: {
        air: { value: new Color() },
        sky: { value: new Color() },
        ground: { value: new Color() },
        toWorld: { value: new Matrix3() },
        haze: { value: new Vector3(0, 1, 0) },
      },
    });
    this.mesh = new Mesh(squares(0), material);
    this.mesh.frustumCulled = false;
    this.mesh.onBeforeRender = (_renderer, _scene, camera) => {
      material.uniforms.toWorld.value.setFromMatrix4(camera.matrixWorld);
      material.uniformsNeedUpdate = true;
    };
  }

  /** Shows the cells of a moment. */
  show({ cells }: TissueMoment, edges: Edges, { palette, colourBy, most, cut }: CellLook): void {
    const { x, y, z, radius, kind, crowding, structures, path } = cells;
    const amount = colourBy === 'structures' ? structures : colourBy === 'path' ? path : undefined;
    const byKind = cellKinds.map((id) => new Color(palette.kinds[id]));
    const ramp = rampOf(palette.amount);
    this.#reserve(radius.length);
    const { geometry, material } = this.mesh;
    const [places, colours, crowds] = Object.keys(attributes).map(
      (name) => geometry.getAttribute(name) as InstancedBufferAttribute,
    );
    const at = new Vector3();
    const colour = new Color();
    let shown = 0;
    for (let i = 0; i < radius.length; i++) {
      if (y[i] > cut) continue;
      placed(x[i], y[i], z[i], edges, at);
      if (amount) along(ramp, most > 0 ? amount[i] / most : 0, colour);
      else colour.copy(byKind[kind[i]]);
      places.setXYZW(shown, at.x, at.y, at.z, radius[i]);
      colours.setXYZ(shown, colour.r, colour.g, colour.b);
      crowds.setXYZ(shown, crowding[3 * i], -crowding[3 * i + 2], crowding[3 * i + 1]);
      shown++;
    }
    geometry.instanceCount = shown;
    for (const changed of [places, colours, crowds]) changed.needsUpdate = true;
    for (const name of ['air', 'sky', 'ground'] as const) material.uniforms[name].value.set(palette[name]);
  }

  /** Distance from the camera at which the air begins and ends to take colour, um, and how much of it. */
  haze(from: number, to: number, share: number): void {
    this.mesh.material.uniforms.haze.value.set(from, to, share);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  #reserve(cells: number): void {
    if (cells <= this.#room && this.#room > 0) return;
    this.#room = Math.max(64, Math.ceil(1.5 * cells));
    this.mesh.geometry.dispose();
    this.mesh.geometry = squares(this.#room);
  }
}

function squares(room: number): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  const corners = [-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0];
  geometry.setAttribute('position', new Float32BufferAttribute(corners, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  for (const [name, size] of Object.entries(attributes)) {
    const own = new InstancedBufferAttribute(new Float32Array(size * room), size);
    geometry.setAttribute(name, own.setUsage(DynamicDrawUsage));
  }
  geometry.instanceCount = 0;
  return geometry;
}
