import { Stream } from '@invadolab/core';
import type { FieldSnapshot, Frame } from '@invadolab/results';

/** Made-up spheroids for tests and pictures alone: cells leave a ball along a few strands and clear the gel there. */
export const madeTypes = ['Following cell', 'Leading cell', 'Dying cell'];
export const madeTimes = [0, 6, 12, 18, 24, 30, 36, 42, 48].map((hours) => hours * 3600);
const cells = 420;
const side = 40;
const voxel = 15;

/** Everything one arm leaves; `reach` is how far it invades, 0 to 1. */
export function madeRun(arm: string, reach: number, flat = false): { frames: Frame[]; fields: FieldSnapshot[] } {
  const frames = madeTimes.map((time) => madeFrame(arm, time, reach, flat));
  const fields = frames.flatMap((frame) => [
    madeField(frame, 'collagen', 'mg/mL', flat, (near) => 1.7 * near),
    madeField(frame, 'oxygen', 'uM', flat, (near) => 40 + 140 * near),
  ]);
  return { frames, fields };
}

function madeFrame(arm: string, time: number, reach: number, flat: boolean): Frame {
  const chance = new Stream(11, 'made spheroid');
  const run = { arm, experiment: 0, cell: 0 };
  const column = () => new Float32Array(cells);
  const [x, y, z, radius] = [column(), column(), column(), column()];
  const type = new Uint16Array(cells);
  for (let i = 0; i < cells; i++) {
    chance.at(0, i, 0);
    const direction = [chance.normal(), chance.normal(), flat ? 0 : chance.normal()];
    const length = Math.hypot(...direction);
    const start = 80 * Math.cbrt(chance.uniform());
    const strand = Math.max(
      0,
      Math.sin(3 * Math.atan2(direction[1], direction[0])) + (flat ? 0 : 0.4 * direction[2]) / length,
    );
    const away = start + reach * strand * (start / 80) ** 2 * 170 * (time / madeTimes[madeTimes.length - 1]);
    [x[i], y[i], z[i]] = direction.map((part) => (part / length) * away);
    radius[i] = 7.5 + 1.5 * chance.uniform();
    type[i] = away > 150 ? 1 : i % 41 === 0 && time > 80_000 ? 2 : 0;
  }
  const ids = Float64Array.from({ length: cells }, (_, i) => i + 1);
  return { ...run, time, ids, x, y, z, radius, type, types: madeTypes };
}

function madeField(
  { arm, experiment, cell, time, x, y, z }: Frame,
  name: string,
  unit: string,
  flat: boolean,
  value: (near: number) => number,
): FieldSnapshot {
  const deep = flat ? 1 : side;
  const values = new Float32Array(deep * side * side).fill(1);
  for (let i = 0; i < cells; i++) {
    const at = [z[i], y[i], x[i]].map((each) => Math.floor(each / voxel) + side / 2);
    for (let k = -2; k <= 2; k++) {
      for (let j = -2; j <= 2; j++) {
        for (let h = -2; h <= 2; h++) {
          const [c, b, a] = [flat ? 0 : at[0] + k, at[1] + j, at[2] + h];
          if (Math.min(a, b, c) < 0 || Math.max(a, b, c) >= side) continue;
          values[(c * side + b) * side + a] *= 1 - 0.3 * Math.exp(-(k * k + j * j + h * h) / 2);
        }
      }
    }
  }
  const low = (-side / 2) * voxel;
  const origin = [flat ? 0 : low, low, low] as const;
  return {
    arm,
    experiment,
    cell,
    time,
    name,
    unit,
    shape: [deep, side, side],
    voxel,
    origin,
    values: values.map(value),
  };
}
