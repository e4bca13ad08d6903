import type { Route } from '../catalog/drug.js';

/** Names and expressions of one drug in the language, from which its state at time 0 is written. */
export interface Disposition {
  /** Amount of one dose. */
  readonly given: string;
  /** Rate constants: out of the body, to and from the periphery (none with one compartment), out of the gut. */
  readonly out: string;
  readonly exchange?: { readonly to: string; readonly from: string };
  readonly absorption?: string;
  /** Share that is absorbed, where it is not all. */
  readonly share?: string;
  /** Time from a dose to the start of its absorption, where there is one. */
  readonly lag?: string;
}

/** Doses before time 0: their interval, over what time they were given (a steady state: for ever), how long one is infused. */
export interface Past {
  readonly route: Route;
  readonly every: string;
  readonly since?: string;
  readonly over?: string;
}

/** What is in each compartment at time 0, just before the dose of that moment, as expressions. */
export interface Filled {
  readonly gut?: string;
  readonly central: string;
  readonly peripheral?: string;
}

/**
 * Linear kinetics superpose, so what is left of n doses at intervals T is, for every exponential e^(-r t) of a single dose,
 * e^(-r T) (1 - e^(-r n T)) / (1 - e^(-r T)). With two compartments r runs over the two roots of the system, `fast` and `slow`:
 * expressions given by the caller, so that individuals have their own.
 */
export function filled(disposition: Disposition, past: Past, fast: string, slow: string): Filled {
  const { given, absorption, exchange } = disposition;
  const left = (rate: string) => remainder(rate, past, disposition.lag);
  const dose = past.route === 'oral' && disposition.share !== undefined ? `${given} * ${disposition.share}` : given;
  if (past.route !== 'oral' || absorption === undefined) {
    if (!exchange) return { central: `${dose} * ${left(disposition.out)}` };
    const apart = `(${fast} - ${slow})`;
    const central = `((${fast} - ${exchange.from}) * ${left(fast)} + (${exchange.from} - ${slow}) * ${left(slow)})`;
    return {
      central: `${dose} * ${central} / ${apart}`,
      peripheral: `${dose} * ${exchange.to} * (${left(slow)} - ${left(fast)}) / ${apart}`,
    };
  }
  const gut = `${given} * ${left(absorption)}`;
  if (!exchange) {
    const { out } = disposition;
    const shape = `(${left(out)} - ${left(absorption)}) / (${absorption} - ${out})`;
    return { gut, central: `${dose} * ${absorption} * ${shape}` };
  }
  const rates = [fast, slow, absorption];
  const terms = (weight: (rate: string) => string) =>
    rates
      .map((rate) => {
        const others = rates.filter((each) => each !== rate).map((each) => `(${each} - ${rate})`);
        return `${weight(rate)}${left(rate)} / (${others.join(' * ')})`;
      })
      .join(' + ');
  return {
    gut,
    central: `${dose} * ${absorption} * (${terms((rate) => `(${exchange.from} - ${rate}) * `)})`,
    peripheral: `${dose} * ${absorption} * ${exchange.to} * (${terms(() => '')})`,
  };
}

/** Sum of e^(-rate t) over the past doses, each counted from the start of its absorption or averaged over its infusion. */
function remainder(rate: string, { route, every, since, over }: Past, lag: string | undefined): string {
  const last = since === undefined ? '' : ` * (1 - exp(-${rate} * ${since}))`;
  const sum = `exp(-${rate} * ${every})${last} / (1 - exp(-${rate} * ${every}))`;
  if (over !== undefined) return `((exp(${rate} * ${over}) - 1) / (${rate} * ${over}) * ${sum})`;
  return route === 'oral' && lag !== undefined ? `(exp(${rate} * ${lag}) * ${sum})` : `(${sum})`;
}
