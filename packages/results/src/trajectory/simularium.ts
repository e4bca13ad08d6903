import { type Extent, extentOf } from './extent.js';
import type { Frame } from './frame.js';

/** Of the file, of its trajectory info, of its spatial data and of its plots: versions of the format. */
const fileVersion = 2;
const infoVersion = 3;
const spatialVersion = 1;
const plotVersion = 1;
/** What the blocks of a file are. */
export const blockType = { info: 1, plots: 2, spatial: 3 } as const;
/** First bytes of every file. */
export const identifier = 'SIMULARIUMBINARY';
/** Numbers per agent: kind of drawing, id, type, position, rotation, radius, number of further points. */
export const perAgent = 11;
const drawnByItself = 1000;
const word = 4;
/** Whole numbers above are not exact in 32 bits. */
const largest = 16_777_216;
/** Tangent of half the angle of view, 75 degrees. */
const halfView = 0.767;
const colours = ['#56b4e9', '#e69f00', '#009e73', '#cc79a7', '#f0e442', '#d55e00', '#0072b2', '#999999'];

/** What a viewer shows about a trajectory. */
export interface TrajectoryText {
  readonly title: string;
  readonly description: string;
}

/**
 * The frames of one run as a binary `.simularium` file (https://github.com/simularium/simulariumio, file_format.md): agents
 * are spheres, lengths um, times s. A viewer's box has its middle at the origin, so positions count from the middle of the
 * box that all agents stay in, in whole um, which stands in the trajectory info as `invadolab.middle`. The same frames
 * give the same bytes. Throws `RangeError` for no frames and for an id that 32-bit floats cannot hold.
 */
export function writeSimularium(frames: readonly Frame[], text: TrajectoryText): Uint8Array {
  if (frames.length === 0) throw new RangeError('a trajectory needs a frame');
  const extents = (['x', 'y', 'z'] as const).map((axis) => extentOf(frames, axis));
  const middle = extents.map(({ low, high }) => Math.round((low + high) / 2));
  const blocks = [
    { type: blockType.info, bytes: json(trajectoryInfo(frames, text, extents, middle)) },
    { type: blockType.spatial, bytes: spatial(frames, middle) },
    { type: blockType.plots, bytes: json({ version: plotVersion, data: [] }) },
  ];
  const headBytes = identifier.length + word * 3 * (1 + blocks.length);
  const size = blocks.reduce((sum, { bytes }) => sum + 2 * word + bytes.length, headBytes);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode(identifier));
  putWords(view, identifier.length, [headBytes, fileVersion, blocks.length]);
  let offset = headBytes;
  for (const [i, { type, bytes }] of blocks.entries()) {
    const length = 2 * word + bytes.length;
    putWords(view, identifier.length + word * 3 * (1 + i), [offset, type, length]);
    putWords(view, offset, [type, length]);
    file.set(bytes, offset + 2 * word);
    offset += length;
  }
  return file;
}

function trajectoryInfo(
  frames: readonly Frame[],
  { title, description }: TrajectoryText,
  extents: readonly Extent[],
  middle: readonly number[],
) {
  const [{ arm, experiment, cell, types }] = frames;
  const [x, y, z] = extents.map(({ low, high }, i) => 2 * Math.ceil(Math.max(high - middle[i], middle[i] - low)));
  const away = z / 2 + (1.1 * Math.max(x, y)) / 2 / halfView;
  return {
    version: infoVersion,
    trajectoryTitle: title,
    modelInfo: { title, description },
    timeUnits: { magnitude: 1, name: 's' },
    timeStepSize: frames.length > 1 ? frames[1].time - frames[0].time : 1,
    totalSteps: frames.length,
    spatialUnits: { magnitude: 1, name: 'um' },
    size: { x, y, z },
    cameraDefault: {
      position: { x: 0, y: 0, z: away },
      lookAtPosition: { x: 0, y: 0, z: 0 },
      upVector: { x: 0, y: 1, z: 0 },
      fovDegrees: 75,
    },
    typeMapping: Object.fromEntries(
      types.map((name, i) => [
        i,
        // Behind a # the viewer reads states.
        {
          name: name.replaceAll('#', ' '),
          geometry: { displayType: 'SPHERE', url: '', color: colours[i % colours.length] },
        },
      ]),
    ),
    invadolab: { arm, experiment, cell, types, middle },
  };
}

function spatial(frames: readonly Frame[], middle: readonly number[]): Uint8Array {
  const lengths = frames.map(({ ids }) => word * (3 + perAgent * ids.length));
  const headBytes = word * (2 + 2 * frames.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, headBytes));
  const view = new DataView(bytes.buffer);
  putWords(view, 0, [spatialVersion, frames.length]);
  let offset = headBytes;
  for (const [i, frame] of frames.entries()) {
    // Counted from the start of the block with its own two words.
    putWords(view, word * (2 + 2 * i), [offset + 2 * word, lengths[i]]);
    putWords(view, offset, [i]);
    view.setFloat32(offset + word, frame.time, true);
    putWords(view, offset + 2 * word, [frame.ids.length]);
    putAgents(view, offset + 3 * word, frame, middle);
    offset += lengths[i];
  }
  return bytes;
}

function putAgents(
  view: DataView,
  from: number,
  { ids, x, y, z, radius, type }: Frame,
  [mx, my, mz]: readonly number[],
): void {
  let offset = from;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] >= largest) throw new RangeError(`agent ${ids[i]} is beyond the ids that a trajectory can hold`);
    for (const value of [drawnByItself, ids[i], type[i], x[i] - mx, y[i] - my, z[i] - mz, 0, 0, 0, radius[i], 0]) {
      view.setFloat32(offset, value, true);
      offset += word;
    }
  }
}

/** Text filled up with zeros to whole words. */
function json(content: object): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(content));
  const bytes = new Uint8Array(Math.ceil(text.length / word) * word);
  bytes.set(text);
  return bytes;
}

function putWords(view: DataView, from: number, words: readonly number[]): void {
  for (const [i, value] of words.entries()) view.setUint32(from + word * i, value, true);
}
