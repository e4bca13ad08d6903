import { MathUtils, PerspectiveCamera, Scene, Spherical, Vector3, WebGLRenderer } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import type { TissueField } from '../../../worker/tissue/field.js';
import type { TissueMoment } from '../../../worker/tissue/moment.js';
import { CellCloud } from './cells.js';
import { Cleared } from './cleared.js';
import { Matter } from './matter.js';
import type { ColourBy, Palette } from './palette.js';
import { Room } from './room.js';
import { type Edges, edgesOf } from './space.js';
import { distanceToSee, fieldOfView, isInside } from './standpoint.js';

/** One arm as it is to be seen. */
export interface ShownArm {
  /** The part of the page over which it is drawn. */
  readonly frame: HTMLElement;
  readonly moment: TissueMoment;
  /** The field at this time or just before. */
  readonly field?: TissueField;
  /** The same field at the start. */
  readonly start?: TissueField;
}

/** What all arms have in common. */
export interface SceneLook {
  readonly palette: Palette;
  readonly colourBy: ColourBy;
  /** What the strongest colour of cells stands for. */
  readonly most: number;
  /** Values that the ends of the colour scale of the field stand for. */
  readonly range: readonly [low: number, high: number];
  /** Share of the block that is kept, from its back; 1 is all of it. */
  readonly kept: number;
}

/** From where a tissue is looked at first: degrees around it and above it. */
const firstView = { around: 32, above: 24 } as const;
/** Share of the way at which one stands where nothing is near the faces of the box. */
const nearer = 0.8;
/** Of the air at the far end. */
const haze = 0.55;

/**
 * Tissues side by side in one drawing area, all seen from the same place: each arm is drawn over its own part of the page. Draws when
 * something changed, never otherwise. Throws where the browser has no WebGL 2.
 */
export class TissueScene {
  readonly #renderer: WebGLRenderer;
  readonly #camera = new PerspectiveCamera(fieldOfView, 1, 1, 10_000);
  readonly #controls: OrbitControls;
  readonly #views: View[] = [];
  readonly #resized: ResizeObserver;
  #arms: readonly ShownArm[] = [];
  #edges: Edges | undefined;
  #share = 1;
  #waiting = 0;
  /** Told after each drawing: pixels of the page per um at the middle of the tissue. */
  onScale: (pixelsPerUm: number) => void = () => {};

  constructor(readonly canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'high-performance' });
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.#renderer.setScissorTest(true);
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enablePan = false;
    // The page scrolls under the pointer until somebody has taken hold of the tissue.
    this.#controls.enableZoom = false;
    this.#controls.addEventListener('change', () => this.#ask());
    this.#controls.addEventListener('start', () => {
      this.#controls.enableZoom = true;
    });
    this.#resized = new ResizeObserver(() => this.#ask());
    this.#resized.observe(canvas);
  }

  /** Takes over what is to be seen; it is drawn with the next picture of the screen. */
  show(arms: readonly ShownArm[], look: SceneLook): void {
    this.#arms = arms;
    while (this.#views.length < arms.length) this.#views.push(new View());
    for (const view of this.#views.splice(arms.length)) view.dispose();
    if (arms.length > 0) this.#fit(edgesOf(arms[0].moment), isInside(arms[0].moment) ? nearer : 1);
    arms.forEach((arm, i) => {
      this.#views[i].show(arm, look, this.#pixels(arm.frame.clientHeight) * this.#renderer.getPixelRatio());
    });
    this.#ask();
  }

  /** Turns who looks around the tissue, degrees to the right and upwards. */
  turn(right: number, up: number): void {
    const seen = new Spherical().setFromVector3(this.#camera.position);
    seen.theta += MathUtils.degToRad(right);
    seen.phi = MathUtils.clamp(seen.phi - MathUtils.degToRad(up), 0.05, Math.PI - 0.05);
    this.#camera.position.setFromSpherical(seen);
    this.#controls.update();
    this.#ask();
  }

  /** Comes nearer by a factor above 1, goes away by one below. */
  approach(factor: number): void {
    const { minDistance, maxDistance } = this.#controls;
    const away = MathUtils.clamp(this.#camera.position.length() / factor, minDistance, maxDistance);
    this.#camera.position.setLength(away);
    this.#controls.update();
    this.#ask();
  }

  /** Back to where one looked from first. */
  reset(): void {
    const edges = this.#edges;
    this.#edges = undefined;
    if (edges) this.#fit(edges, this.#share);
    this.#ask();
  }

  dispose(): void {
    cancelAnimationFrame(this.#waiting);
    this.#resized.disconnect();
    this.#controls.dispose();
    for (const view of this.#views) view.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  /** Stands so far away that this share of the box is seen. A flat tissue is seen from above, and from nowhere else. */
  #fit(edges: Edges, share: number): void {
    if (this.#edges?.join() === edges.join()) return;
    this.#edges = edges;
    this.#share = share;
    const [lx, ly, lz] = edges;
    const around = Math.hypot(lx, ly, lz) / 2;
    const flat = lz < Math.min(lx, ly) / 20;
    const phi = flat ? 0.0001 : MathUtils.degToRad(90 - firstView.above);
    const from = new Vector3().setFromSphericalCoords(1, phi, flat ? 0 : MathUtils.degToRad(firstView.around));
    const away = share * distanceToSee(edges, from);
    this.#camera.position.copy(from).multiplyScalar(away);
    this.#camera.near = around / 50;
    this.#camera.far = 8 * away;
    this.#controls.enableRotate = !flat;
    this.#controls.minDistance = 0.25 * around;
    this.#controls.maxDistance = 2.5 * away;
    this.#controls.target.set(0, 0, 0);
    this.#controls.update();
  }

  #ask(): void {
    if (this.#waiting !== 0) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const { canvas } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0 || this.#edges === undefined) return;
    const pixelRatio = this.#renderer.getPixelRatio();
    if (canvas.width !== Math.floor(width * pixelRatio) || canvas.height !== Math.floor(height * pixelRatio))
      this.#renderer.setSize(width, height, false);
    const whole = canvas.getBoundingClientRect();
    const away = this.#camera.position.length();
    const around = Math.hypot(...this.#edges) / 2;
    this.#arms.forEach(({ frame }, i) => {
      const own = frame.getBoundingClientRect();
      const [left, bottom] = [own.left - whole.left, whole.bottom - own.bottom];
      this.#renderer.setViewport(left, bottom, own.width, own.height);
      this.#renderer.setScissor(left, bottom, own.width, own.height);
      this.#camera.aspect = own.width / own.height;
      // A narrow frame shows as much from side to side as a square one does.
      this.#camera.zoom = Math.min(1, this.#camera.aspect);
      this.#camera.updateProjectionMatrix();
      this.#views[i].air(away - 0.7 * around, away + around, haze);
      this.#renderer.render(this.#views[i].scene, this.#camera);
      if (i === 0) this.onScale((this.#pixels(own.height) * this.#camera.zoom) / away);
    });
  }

  /** Pixels of the page per um at a distance of 1 um, in a frame of this height. */
  #pixels(height: number): number {
    return height / (2 * Math.tan(MathUtils.degToRad(fieldOfView / 2)));
  }
}

/** One arm: its cells, its matter and the box around them. */
class View {
  readonly scene = new Scene();
  readonly #cells = new CellCloud();
  readonly #matter = new Matter();
  readonly #cleared = new Cleared();
  readonly #room = new Room();

  constructor() {
    this.scene.add(this.#room.group, this.#cells.mesh, this.#matter.group, this.#cleared.points);
  }

  show({ moment, field, start }: ShownArm, look: SceneLook, scale: number): void {
    const { palette, colourBy, most, range, kept } = look;
    const edges = edgesOf(moment);
    const cut = kept >= 1 ? Number.POSITIVE_INFINITY : kept * edges[1];
    this.#room.show(edges, moment.vessel, palette);
    this.#cells.show(moment, edges, { palette, colourBy, most, cut });
    this.#matter.show(field, edges, { palette, range, cut, scale });
    this.#cleared.show(field, start, edges, { palette, cut, scale });
  }

  air(from: number, to: number, share: number): void {
    this.#cells.haze(from, to, share);
  }

  dispose(): void {
    for (const part of [this.#cells, this.#matter, this.#cleared, this.#room]) part.dispose();
  }
}
