import { readFileSync } from 'node:fs';
import { Stream } from '@invadolab/core';
import { assembleProgram } from '../packages/engine/dist/src/generate/assemble.js';
import { FrozenPart, Lowering } from '../packages/engine/dist/src/generate/lower.js';
import { framePrologue, frameSource } from '../packages/engine/dist/src/generate/slots.js';
import { generateSsa } from '../packages/engine/dist/src/generate/ssa.js';
import { DirectMethod } from '../packages/engine/dist/src/solvers/ssa.js';
import { cEvents } from './c-code.mjs';
import { compile } from './compiler.mjs';
import { median, medianSeconds } from './measure.mjs';
import { loadNetwork } from './network.mjs';

const perNanomolar = 0.05;
const events = 10_000_000;

/** W4: the network of W3 as exact events, 0.05 molecules per nM, direct method. */
export function run() {
  const volume = `${perNanomolar / 0.602214076} um3`;
  const { place, start, frame } = loadNetwork('w3.model.yaml', (file) => ({
    ...file,
    parameters: { ...file.parameters, cell_volume: { ...file.parameters.cell_volume, value: volume } },
  }));
  const first = start.map((value) => Math.round(value));
  const kernel = generateSsa(place, []);
  const y = new Float64Array(first.length);
  const simulate = (count) => {
    const direct = new DirectMethod(kernel);
    const stream = new Stream(4, 'bench');
    kernel.prepare(frame);
    for (let member = 0; direct.events < count; member += 1) {
      y.set(first);
      if (!direct.advance(y, 0, 86400, stream.at(member, 0, 0))) throw new Error(direct.failure);
    }
    return direct.events;
  };
  simulate(events / 20);
  const ours = events / medianSeconds(() => simulate(events)) / 1e6;
  const peer = compile('events', {
    'events.c': readFileSync(new URL('peers/events.c', import.meta.url), 'utf8'),
    'network.h': cEvents(place, coefficients(place, frame)),
  });
  const row = { workload: 'W4 exact events', ours: `${ours.toFixed(1)} M events/s`, floor: '>= 40 %', goal: '>= 80 %' };
  if (peer.missing) return [{ ...row, limit: peer.missing }];
  peer.write('x0', first);
  const limit = events / median(Array.from({ length: 5 }, () => peer.run(events))) / 1e6;
  return [
    { ...row, limit: `${limit.toFixed(1)} M events/s generated C`, ratio: `${((100 * ours) / limit).toFixed(0)} %` },
  ];
}

/** The frozen coefficients, in the order in which the C code meets them. */
function coefficients(place, frame) {
  const part = new FrozenPart();
  const lowering = new Lowering(
    part,
    (slot) => (slot.at === 'state' && slot.up === 0 ? `x[${slot.index}]` : undefined),
    (slot) => frameSource(slot, []),
  );
  for (const reaction of place.reactions) lowering.lower(reaction.propensity);
  const k = new Float64Array(part.size);
  assembleProgram(['F'], part.program, { k }, { prologue: framePrologue })(frame);
  return k;
}
