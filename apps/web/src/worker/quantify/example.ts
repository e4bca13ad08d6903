import {
  type Film,
  type MicroscopeImage,
  microscopeSettings,
  renderScene,
  type Scene,
  type SceneCell,
  type SceneSite,
  settingValues,
  writeOmeTiff,
} from '@invadolab/assays';
import { cos, exp, Stream, sin } from '@invadolab/core';

/** A square film of 84 um, whose opposite edges meet; the picture shows the 72 um in its middle. */
const side = 336;
const voxel = 0.25;
const shown = 72;

/** Cells by the middle (um), semi-axes (um), turn (radians) and number of sites; the first one stands in the middle of the picture. */
const drawn = [
  { x: 42, y: 42, along: 17, across: 10.5, turn: 0.5, sites: 14 },
  { x: 21, y: 65, along: 12, across: 8.5, turn: -0.4, sites: 7 },
  { x: 69, y: 20, along: 14, across: 9.5, turn: 0.9, sites: 9 },
] as const;

const seed = 11;

/** What the microscope of the simulator sees of a small drawn scene, as an OME-TIFF: the same bytes at every visit. */
export function exampleImage(): Uint8Array {
  const microscope = settingValues(microscopeSettings, {});
  const whole = renderScene(drawnScene(), { arm: 'drawn', experiment: 0, cell: 0, seed }, microscope);
  return writeOmeTiff(middleOf(whole, Math.round(shown / microscope.pixel)));
}

/** The middle of a picture, so many pixels wide and high. */
function middleOf(image: MicroscopeImage, pixels: number): MicroscopeImage {
  const [left, top] = [(image.width - pixels) >> 1, (image.height - pixels) >> 1];
  const channels = image.channels.map(({ name, data }) => {
    const part = new Uint16Array(pixels * pixels);
    for (let row = 0; row < pixels; row++) {
      const from = (top + row) * image.width + left;
      part.set(data.subarray(from, from + pixels), row * pixels);
    }
    return { name, data: part };
  });
  return { ...image, width: pixels, height: pixels, channels };
}

/** Three cells with sites of 6,000 to 90,000 molecules of actin; about half of the sites have eaten into the film below them. */
function drawnScene(): Scene {
  const draw = new Stream(seed, 'example image').at(0, 0, 0);
  const between = (low: number, high: number) => low + (high - low) * draw.uniform();
  const cells: SceneCell[] = [];
  const sites: SceneSite[] = [];
  const dose = new Float64Array(side * side);
  for (const [i, { x, y, along, across, turn, sites: count }] of drawn.entries()) {
    const cell = { id: i + 1, x, y, along, across, cos: cos(turn), sin: sin(turn) };
    cells.push(cell);
    for (let n = 0; n < count; n++) {
      const [reach, angle] = [0.86 * Math.sqrt(draw.uniform()), between(0, 2 * Math.PI)];
      const [u, v] = [along * reach * cos(angle), across * reach * sin(angle)];
      const at = { x: x + u * cell.cos - v * cell.sin, y: y + u * cell.sin + v * cell.cos };
      const actin = between(6000, 90_000);
      const marker = actin * between(0.08, 0.2);
      sites.push({
        id: sites.length + 1,
        cell: cell.id,
        ...at,
        actin,
        marker,
        radius: between(0.2, 0.4),
        length: Number.NaN,
      });
      if (draw.uniform() < 0.55) eat(dose, { ...at, peak: between(0.6, 4), width: between(0.45, 1.1) });
    }
  }
  const film: Film = { left: dose.map((each) => exp(-each)), side, voxel };
  return { time: 0, cells, sites, film };
}

function eat(
  dose: Float64Array,
  hole: { readonly x: number; readonly y: number; readonly peak: number; readonly width: number },
): void {
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [dx, dy] = [(column + 0.5) * voxel - hole.x, (row + 0.5) * voxel - hole.y];
      const away = (dx * dx + dy * dy) / (2 * hole.width * hole.width);
      if (away < 10) dose[row * side + column] += hole.peak * exp(-away);
    }
  }
}
