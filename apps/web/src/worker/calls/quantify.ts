import {
  type CellRow,
  type ChannelRole,
  type FieldOutlines,
  type FieldRow,
  type Flag,
  type HoleRow,
  type ImageStack,
  outlinesOf,
  type PunctumRow,
  readStack,
  type TrackRow,
  thresholdDefinitions,
} from '@invadolab/assays';
import { guessedChannels, type ImageFile, quantifyImages } from '@invadolab/laboratory';
import { transfer } from 'comlink';
import { zipSync } from 'fflate';
import { version } from '../../../package.json';
import { type Problem, problemOf } from '../problem.js';
import { exampleImage } from '../quantify/example.js';
import { KeptFiles } from '../quantify/kept-files.js';
import { type ShownPlane, shownFrame, thumbnails } from '../quantify/picture.js';

/** A file that a person brings, as it lies on the disk. */
export interface BroughtFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is known of a file before it is measured. */
export interface OpenedImage {
  readonly file: string;
  /** Why it cannot be read; nothing else is known then. */
  readonly problem?: Problem;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly frames: number;
  readonly planes: number;
  /** um per pixel, s between frames and counts without light, where the file says so. */
  readonly pixel?: number;
  readonly interval?: number;
  readonly dark?: number;
  readonly names?: readonly string[];
  /** Which channel shows what, as far as the names tell. */
  readonly roles: Roles;
  /** Of every channel. */
  readonly thumbnails: readonly ShownPlane[];
}

/** Channel from 0 by what it shows. */
export type Roles = Readonly<Partial<Record<ChannelRole, number>>>;

/** What a person chose in place of what the files say. */
export interface MeasureChoices {
  readonly roles?: Roles;
  /** um */
  readonly pixel?: number;
  readonly dark?: number;
  /** s */
  readonly interval?: number;
  /** From 0. */
  readonly plane?: number;
  readonly inside?: boolean;
  readonly flat?: BroughtFile;
  readonly blank?: BroughtFile;
}

/** An image that was measured. */
export interface MeasuredImage {
  /** Its name in the tables. */
  readonly name: string;
  /** Its place among the opened ones. */
  readonly place: number;
  readonly pixel: number;
  readonly frames: number;
  readonly interval?: number;
  readonly flags: readonly (Flag & { readonly frames: readonly number[] })[];
}

/** All tables of a measurement, row by row as in its files. */
export interface MeasuredTables {
  readonly fields: readonly FieldRow[];
  readonly cells: readonly CellRow[];
  readonly puncta: readonly PunctumRow[];
  readonly holes: readonly HoleRow[];
  readonly tracks: readonly TrackRow[];
}

/** What was measured on all images. */
export interface MeasuredBatch {
  readonly images: readonly MeasuredImage[];
  /** Messages of the images that were left out. */
  readonly refused: readonly string[];
  readonly tables: MeasuredTables;
  /** Files that can be taken away: the same as those of the command line. */
  readonly files: readonly string[];
  readonly thresholds: readonly {
    readonly id: string;
    readonly title: string;
    readonly unit: string;
    readonly value: number;
  }[];
}

/** One frame on the screen: channels, and lines in pixels of the image. */
export interface MeasuredFrame {
  readonly width: number;
  readonly height: number;
  readonly channels: Readonly<Partial<Record<ChannelRole, ShownPlane>>>;
  readonly outlines: FieldOutlines;
}

/** How far a measurement is. */
export interface MeasureNews {
  readonly image: number;
  readonly images: number;
  readonly frame: number;
  readonly frames: number;
}

interface Bench {
  readonly brought: readonly BroughtFile[];
  readonly stacks: readonly (ImageStack | undefined)[];
}

/** Calls about a person's own images. They stay in this worker: nothing is kept or sent. */
export function quantifyCalls() {
  let bench: Bench = { brought: [], stacks: [] };
  let files = new KeptFiles();
  let outlines = new Map<string, FieldOutlines>();
  let roles: readonly Roles[] = [];
  let plane = 0;
  let current: AbortController | undefined;

  return {
    /** A picture of the simulator, as a file that could have been brought. */
    async exampleImage(): Promise<BroughtFile> {
      return { name: 'simulated-example.ome.tif', bytes: exampleImage() };
    },

    /** Takes files in, in place of earlier ones, and says what is known of each. */
    async openImages(brought: readonly BroughtFile[]): Promise<readonly OpenedImage[]> {
      current?.abort();
      const opened: OpenedImage[] = [];
      const stacks: (ImageStack | undefined)[] = [];
      for (const { name, bytes } of brought) {
        try {
          const stack = await readStack(bytes, name);
          opened.push(await factsOf(stack));
          stacks.push(stack);
        } catch (error) {
          opened.push({ ...unreadable, file: name, problem: problemOf(error) });
          stacks.push(undefined);
        }
      }
      bench = { brought, stacks };
      return opened;
    },

    /** Measures them. Images that are refused are left out; throws `BadInput` where that is all. */
    async measureImages(choices: MeasureChoices, news: (news: MeasureNews) => void): Promise<MeasuredBatch> {
      current?.abort();
      const own = new AbortController();
      current = own;
      const { brought, stacks } = bench;
      const store = new KeptFiles();
      const found = new Map<string, FieldOutlines>();
      const chosen =
        choices.roles &&
        Object.entries(choices.roles)
          .map((each) => each.join('='))
          .join(',');
      const { pixel, dark, interval, inside, flat, blank } = choices;
      const measured = await quantifyImages({
        images: brought.map((each, i) => imageFile(each, stacks[i])),
        choices: {
          channels: chosen,
          pixel,
          dark,
          interval,
          plane: choices.plane,
          inside,
          flat: flat && imageFile(flat),
          blank: blank && imageFile(blank),
        },
        store,
        version,
        keepGoing: true,
        signal: own.signal,
        onField: (image, frame, field, each) => found.set(`${image} ${frame}`, outlinesOf(field, each)),
        onFrame: async (image, frame, frames) => {
          news({ image, images: brought.length, frame, frames });
          // Lets a call that ends this one come in.
          await new Promise((resolve) => setTimeout(resolve));
        },
      });
      own.signal.throwIfAborted();
      files = store;
      outlines = found;
      plane = choices.plane ?? 0;
      roles = stacks.map((stack) => choices.roles ?? (stack ? guessedChannels(stack) : {}));
      const { thresholds } = JSON.parse(new TextDecoder().decode(await store.get('thresholds.json')));
      return {
        images: measured.found.map(({ fields: [{ image }], pixel: size, frames, interval: step, flags }) => {
          return { name: image, place: measured.names.indexOf(image), pixel: size, frames, interval: step, flags };
        }),
        refused: measured.refused,
        tables: {
          fields: measured.found.flatMap((each) => each.fields),
          cells: measured.found.flatMap((each) => each.cells),
          puncta: measured.found.flatMap((each) => each.puncta),
          holes: measured.found.flatMap((each) => each.holes),
          tracks: measured.found.flatMap((each) => each.tracks),
        },
        files: await store.list(''),
        thresholds: Object.entries(thresholdDefinitions).map(([id, { title, unit }]) => {
          return { id, title, unit, value: thresholds[id].value };
        }),
      };
    },

    async stopMeasuring(): Promise<void> {
      current?.abort();
    },

    /** A measured frame, from 1, of the image at a place among the opened ones. */
    async measuredFrame(place: number, frame: number): Promise<MeasuredFrame | undefined> {
      const stack = bench.stacks[place];
      const lines = outlines.get(`${place} ${frame}`);
      if (stack === undefined || lines === undefined) return undefined;
      const channels = await shownFrame(stack, roles[place], frame - 1, plane);
      const { width, height } = stack;
      return transfer(
        { width, height, channels, outlines: lines },
        Object.values(channels).map(({ grey }) => grey.buffer),
      );
    },

    /** A file of the measurement: a table, an overlay, or the record of thresholds. */
    async measuredFile(name: string): Promise<Uint8Array | undefined> {
      return files.get(name);
    },

    /** All of them as a zip. */
    async measuredFiles(): Promise<Uint8Array> {
      const entries: Record<string, Uint8Array> = {};
      for (const name of await files.list('')) entries[name] = (await files.get(name)) as Uint8Array;
      return zipSync(entries, { level: 6 });
    },
  };
}

const unreadable = { width: 0, height: 0, channels: 0, frames: 0, planes: 0, roles: {}, thumbnails: [] };

function imageFile({ name, bytes }: BroughtFile, opened?: ImageStack): ImageFile {
  return { path: name, file: name, open: async () => opened ?? readStack(bytes, name) };
}

async function factsOf(stack: ImageStack): Promise<OpenedImage> {
  const { file, width, height, channels, frames, planes, pixel, interval, dark, names } = stack;
  const facts = { file, width, height, channels, frames, planes, pixel, interval, dark, names };
  return { ...facts, roles: guessedChannels(stack), thumbnails: await thumbnails(stack) };
}
