import { BufferAttribute, BufferGeometry, Color, DynamicDrawUsage, Points, ShaderMaterial, Vector3 } from 'three';
import type { TissueField } from '../../../worker/tissue/field.js';
import type { Palette } from './palette.js';
import { type Edges, placed } from './space.js';

/** What decides how cleared matrix looks. */
export interface ClearedLook {
  readonly palette: Palette;
  readonly cut: number;
  /** Pixels per um at a distance of 1 um. */
  readonly scale: number;
}

/** Share of what was there at the start below which a voxel counts as cleared. */
export const clearedBelow = 0.5;

/** Voxels of a gel that cells have cleared, as soft spots. */
export class Cleared {
  readonly points: Points<BufferGeometry, ShaderMaterial>;

  constructor() {
    const material = new ShaderMaterial({
      uniforms: { colour: { value: new Color() }, size: { value: 1 } },
      vertexShader: /* glsl */ `
        uniform float size;
        void main() {
          vec4 viewed = modelViewMatrix * vec4(position, 1.0);
          gl_Position = projectionMatrix * viewed;
          gl_PointSize = max(1.0, size / -viewed.z);
        }`,
      fragmentShader: /* glsl */ `
        uniform vec3 colour;
        void main() {
          float away = 2.0 * length(gl_PointCoord - 0.5);
          float cover = 0.34 * (1.0 - smoothstep(0.0, 1.0, away));
          if (cover <= 0.003) discard;
          gl_FragColor = vec4(colour, cover);
          #include <colorspace_fragment>
        }`,
      transparent: true,
      depthWrite: false,
    });
    this.points = new Points(new BufferGeometry(), material);
    this.points.frustumCulled = false;
    this.points.renderOrder = 3;
  }

  /** Shows what is gone of a field since a look before; nothing where one of them is missing or nothing solid. */
  show(field: TissueField | undefined, start: TissueField | undefined, edges: Edges, look: ClearedLook): void {
    const gone = field?.slot.startsWith('gel.') && start ? clearedVoxels(field, start) : [];
    this.points.visible = field !== undefined && gone.length > 0;
    if (field === undefined || gone.length === 0) return;
    const { voxel, shape } = field;
    const [, ny, nx] = shape;
    const places = new Float32Array(3 * gone.length);
    const at = new Vector3();
    let shown = 0;
    for (const v of gone) {
      const [i, j, k] = [v % nx, Math.floor(v / nx) % ny, Math.floor(v / (nx * ny))];
      if ((j + 0.5) * voxel > look.cut) continue;
      placed((i + 0.5) * voxel, (j + 0.5) * voxel, (k + 0.5) * voxel, edges, at).toArray(places, 3 * shown++);
    }
    const { geometry, material } = this.points;
    geometry.dispose();
    geometry.setAttribute('position', new BufferAttribute(places, 3).setUsage(DynamicDrawUsage));
    geometry.setDrawRange(0, shown);
    material.uniforms.colour.value.set(look.palette.cleared);
    material.uniforms.size.value = 2.1 * voxel * look.scale;
  }

  dispose(): void {
    this.points.geometry.dispose();
    this.points.material.dispose();
  }
}

/** Positions of the voxels that hold less than half of what they held at the start, and held something. */
export function clearedVoxels(field: TissueField, start: TissueField): readonly number[] {
  const factor = field.high / Math.max(start.high, Number.MIN_VALUE);
  const found: number[] = [];
  for (let v = 0; v < field.levels.length; v++)
    if (start.levels[v] > 64 && field.levels[v] * factor < clearedBelow * start.levels[v]) found.push(v);
  return found;
}
