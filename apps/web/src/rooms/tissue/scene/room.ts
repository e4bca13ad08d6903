import {
  BufferGeometry,
  Color,
  CylinderGeometry,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  ShaderMaterial,
  type Vector3Tuple,
} from 'three';
import type { Palette } from './palette.js';
import { type Edges, gridStep } from './space.js';

/** The box that a tissue is in: its edges, a grid on its floor, and a vessel through it where there is one. */
export class Room {
  readonly group = new Group();
  readonly #box = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.75 }));
  readonly #floor = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ transparent: true, opacity: 0.4 }));
  readonly #vessel: Mesh<CylinderGeometry, ShaderMaterial>;
  #shown = '';

  constructor() {
    this.#vessel = new Mesh(
      new CylinderGeometry(1, 1, 1, 48, 1, true),
      new ShaderMaterial({
        uniforms: { colour: { value: new Color() } },
        vertexShader: /* glsl */ `
          out vec3 across;
          out vec3 sight;
          void main() {
            vec4 viewed = modelViewMatrix * vec4(position, 1.0);
            across = normalize(normalMatrix * normal);
            sight = normalize(-viewed.xyz);
            gl_Position = projectionMatrix * viewed;
          }`,
        fragmentShader: /* glsl */ `
          uniform vec3 colour;
          in vec3 across;
          in vec3 sight;
          void main() {
            float rim = 1.0 - abs(dot(normalize(across), normalize(sight)));
            gl_FragColor = vec4(colour, 0.28 + 0.55 * rim * rim);
            #include <colorspace_fragment>
          }`,
        transparent: true,
        depthWrite: false,
        side: DoubleSide,
      }),
    );
    this.#vessel.rotation.z = Math.PI / 2;
    this.#vessel.renderOrder = 1;
    this.group.add(this.#box, this.#floor, this.#vessel);
  }

  show(edges: Edges, vessel: number | undefined, palette: Palette): void {
    for (const { material } of [this.#box, this.#floor]) material.color.set(palette.line);
    this.#vessel.material.uniforms.colour.value.set(palette.vessel);
    this.#vessel.visible = vessel !== undefined;
    if (vessel !== undefined) this.#vessel.scale.set(vessel, edges[0], vessel);
    const key = edges.join(' ');
    if (key === this.#shown) return;
    this.#shown = key;
    draw(this.#box, boxLines(edges));
    draw(this.#floor, floorLines(edges));
  }

  dispose(): void {
    for (const { geometry, material } of [this.#box, this.#floor, this.#vessel]) {
      geometry.dispose();
      material.dispose();
    }
  }
}

function draw({ geometry }: LineSegments, ends: readonly Vector3Tuple[]): void {
  geometry.dispose();
  geometry.setAttribute('position', new Float32BufferAttribute(ends.flat(), 3));
}

function boxLines([lx, ly, lz]: Edges): Vector3Tuple[] {
  const half: Vector3Tuple = [lx / 2, lz / 2, ly / 2];
  const ends: Vector3Tuple[] = [];
  for (let axis = 0; axis < 3; axis++)
    for (const a of [-1, 1])
      for (const b of [-1, 1])
        for (const end of [-1, 1]) {
          const at: Vector3Tuple = [0, 0, 0];
          at[axis] = end * half[axis];
          at[(axis + 1) % 3] = a * half[(axis + 1) % 3];
          at[(axis + 2) % 3] = b * half[(axis + 2) % 3];
          ends.push(at);
        }
  return ends;
}

/** Lines a round distance apart, from the middle of the floor outwards. */
function floorLines(edges: Edges): Vector3Tuple[] {
  const [lx, ly, lz] = edges;
  const step = gridStep(edges);
  const ends: Vector3Tuple[] = [];
  for (let at = -Math.floor(lx / 2 / step) * step; at <= lx / 2; at += step)
    ends.push([at, -lz / 2, -ly / 2], [at, -lz / 2, ly / 2]);
  for (let at = -Math.floor(ly / 2 / step) * step; at <= ly / 2; at += step)
    ends.push([-lx / 2, -lz / 2, at], [lx / 2, -lz / 2, at]);
  return ends;
}
