import {
  BufferGeometry,
  Color,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  Mesh,
  PlaneGeometry,
  Points,
  ShaderMaterial,
  Vector2,
  Vector3,
} from 'three';
import type { TissueField } from '../../../worker/tissue/field.js';
import { FieldTexture } from './field-texture.js';
import { faceFragment, faceVertex, grainFragment, grainVertex } from './matter-shader.js';
import type { Palette } from './palette.js';
import type { Edges } from './space.js';

/** What decides how a field looks. */
export interface MatterLook {
  readonly palette: Palette;
  /** Values that the ends of the colour scale stand for. */
  readonly range: readonly [low: number, high: number];
  /** Where the block is cut open, um along y; the whole block where it is the edge or beyond. */
  readonly cut: number;
  /** Pixels per um at a distance of 1 um. */
  readonly scale: number;
}

/** Grains of the cloud: enough that a gel looks like one, few enough that one looks through. */
const grains = 9000;

/** A gel or a soluble species: a cloud of grains that is as dense as the field, and the face where the block is cut open. */
export class Matter {
  readonly group = new Group();
  readonly #texture = new FieldTexture();
  readonly #face: Mesh<PlaneGeometry, ShaderMaterial>;
  readonly #cloud: Points<BufferGeometry, ShaderMaterial>;

  constructor() {
    const shared = {
      field: { value: null },
      edges: { value: new Vector3() },
      share: { value: new Vector2(0, 1) },
      cut: { value: 1 },
      solid: { value: 1 },
      low: { value: new Color() },
      middling: { value: new Color() },
      high: { value: new Color() },
    };
    this.#face = new Mesh(
      new PlaneGeometry(1, 1),
      new ShaderMaterial({
        vertexShader: faceVertex,
        fragmentShader: faceFragment,
        uniforms: shared,
        transparent: true,
        depthWrite: false,
        side: DoubleSide,
      }),
    );
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new Float32BufferAttribute(scattered(grains), 3));
    this.#cloud = new Points(
      geometry,
      new ShaderMaterial({
        vertexShader: grainVertex,
        fragmentShader: grainFragment,
        uniforms: { ...shared, scale: { value: 1 } },
        transparent: true,
        depthWrite: false,
      }),
    );
    this.#face.frustumCulled = this.#cloud.frustumCulled = false;
    this.#face.renderOrder = 2;
    this.#cloud.renderOrder = 1;
    this.group.add(this.#face, this.#cloud);
  }

  /** Shows a field; nothing where there is none. */
  show(field: TissueField | undefined, [lx, ly, lz]: Edges, { palette, range, cut, scale }: MatterLook): void {
    this.group.visible = field !== undefined;
    if (field === undefined) return;
    this.#texture.show(field);
    const { uniforms } = this.#face.material;
    uniforms.field.value = this.#texture.texture;
    uniforms.edges.value.set(lx, ly, lz);
    const width = range[1] - range[0] || 1;
    // Of the colour scale: where level 0 stands, and how much of it all levels together take.
    uniforms.share.value.set((field.low - range[0]) / width, (field.high - field.low) / width);
    uniforms.cut.value = Math.min(1, cut / ly);
    uniforms.solid.value = field.slot.startsWith('gel.') ? 1 : 0;
    for (const [name, colour] of [
      ['low', palette.field[0]],
      ['middling', palette.field[1]],
      ['high', palette.field[2]],
    ] as const)
      uniforms[name].value.set(colour);
    this.#cloud.material.uniforms.scale.value = scale;
    this.#face.visible = cut < ly;
    this.#face.scale.set(lx, lz, 1);
    this.#face.position.set(0, 0, Math.min(cut, ly) - ly / 2);
  }

  dispose(): void {
    this.#texture.dispose();
    for (const { geometry, material } of [this.#face, this.#cloud]) {
      geometry.dispose();
      material.dispose();
    }
  }
}

/** Points spread evenly over the unit cube without a pattern and without chance: Halton's in bases 2, 3 and 5. */
function scattered(count: number): Float32Array {
  const points = new Float32Array(3 * count);
  for (let i = 0; i < count; i++)
    for (const [axis, base] of [2, 3, 5].entries()) points[3 * i + axis] = radical(i + 1, base);
  return points;
}

function radical(number: number, base: number): number {
  let [sum, part] = [0, 1 / base];
  for (let rest = number; rest > 0; rest = Math.floor(rest / base), part /= base) sum += (rest % base) * part;
  return sum;
}
