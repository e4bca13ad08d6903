import type { CompiledReaction, Node, SlotReference } from '@invadolab/model';
import type { Frame } from '../frame.js';
import { assembleProgram } from '../generate/assemble.js';
import { derivatives } from '../generate/derivative.js';
import { FrozenPart, Lowering } from '../generate/lower.js';
import { frameParameter, framePrologue, frameSource } from '../generate/slots.js';
import type { RateKernel } from '../world/rates.js';

/** Rates of one site, and how fast each of its species returns when it is disturbed. */
export interface SiteRates extends RateKernel {
  /** As `evaluate`; behind the rates of all nodes, by species, comes -d(its change per second) / d(itself), in 1/s. */
  evaluateReturns(frame: Frame, out: Float64Array): void;
}

/** Generates rates of `nodes`, of which the first are the firings per second of `reactions`; only the site's own state and the time change within a beat. */
export function generateSiteRates(
  nodes: readonly Node[],
  reactions: readonly CompiledReaction[],
  species: number,
  offsets: readonly number[],
): SiteRates {
  const source = (slot: SlotReference): string => frameSource(slot, offsets);
  const frozen = new FrozenPart();
  const lowered = () => {
    const isLive = (slot: SlotReference): boolean => slot.at === 'time' || (slot.at === 'state' && slot.up === 0);
    const lowering = new Lowering(frozen, (slot) => (isLive(slot) ? source(slot) : undefined), source);
    const values = nodes.map((node) => lowering.lower(node));
    for (const [i, value] of values.entries()) lowering.live.output(`out[${i}]`, value);
    return { live: lowering.live, values };
  };
  const plain = lowered();
  const full = lowered();
  for (let s = 0; s < species; s++) {
    const { live, values } = full;
    const derivative = derivatives(live, live.input(source({ at: 'state', up: 0, index: s })));
    let returns = live.zero;
    for (const [r, { changes }] of reactions.entries())
      for (const { at, up, index, amount } of changes)
        if (at === 'state' && up === 0 && index === s)
          returns = live.add(returns, live.scale(derivative(values[r]), -amount));
    live.output(`out[${nodes.length + s}]`, returns);
  }
  const k = new Float64Array(Math.max(8, frozen.size));
  const prologue = { prologue: framePrologue };
  return {
    prepare: assembleProgram<[Frame]>([frameParameter], frozen.program, { k }, prologue),
    evaluate: assembleProgram<[Frame, Float64Array]>([frameParameter, 'out'], plain.live, { k }, prologue),
    evaluateReturns: assembleProgram<[Frame, Float64Array]>([frameParameter, 'out'], full.live, { k }, prologue),
  };
}
