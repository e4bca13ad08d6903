import { parseQuantity } from '@invadolab/core';
import type { Context } from '../context.js';

/** A number that a study may set, in the unit in which it is written. */
export interface Knob {
  /** Key of the study file. */
  readonly id: string;
  /** In the words of the catalogue. */
  readonly title: string;
  readonly unit: string;
  /** Where the study says nothing. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a study on tissue may choose. */
export interface TissueChoices {
  readonly cells: readonly string[];
  readonly molecules: readonly string[];
  readonly drugs: readonly string[];
  /** Matrices that the assay knows, with what can be set of each. */
  readonly matrices: readonly { readonly id: string; readonly title: string; readonly knobs: readonly Knob[] }[];
  readonly oxygen?: Knob;
}

/** Calls about what can be put into a study on tissue. */
export function tissueChoiceCalls({ catalog: loading }: Context) {
  return {
    async tissueChoices(assay: string): Promise<TissueChoices> {
      const catalog = await loading;
      const knobOf = (
        id: string,
        knob: WrittenKnob,
        set: string | number | undefined = undefined,
      ): Knob | undefined => {
        const own = Object.values(catalog.parts).find(({ parameters = {} }) =>
          Object.hasOwn(parameters, knob.parameter),
        );
        const parameter = own?.parameters?.[knob.parameter];
        if (parameter === undefined) return undefined;
        const unit = parameter.unit ?? unitOf(parameter.value);
        const [low, high] = knob.range.map((bound) => numberOf(bound));
        return {
          id,
          title: knob.name,
          unit: unit === '1' ? unitOf(knob.range[0]) : unit,
          value: numberOf(set ?? parameter.value),
          low,
          high,
        };
      };
      const allowed = catalog.protocols[assay]?.matrices ?? [];
      return {
        cells: Object.keys(catalog.cells),
        molecules: Object.keys(catalog.molecules),
        drugs: Object.keys(catalog.drugs),
        matrices: allowed.map((id) => ({
          id,
          title: catalog.matrices[id].name,
          knobs: Object.entries(catalog.matrices[id].settings).flatMap(
            ([key, knob]) => knobOf(key, knob, catalog.matrices[id].set?.[knob.parameter]?.value) ?? [],
          ),
        })),
        ...(catalog.environments.oxygen && { oxygen: knobOf('oxygen', catalog.environments.oxygen) }),
      };
    },
  };
}

interface WrittenKnob {
  readonly parameter: string;
  readonly name: string;
  readonly range: readonly [string | number, string | number];
}

function numberOf(written: string | number): number {
  return typeof written === 'number' ? written : Number.parseFloat(written);
}

/** The unit of a written quantity; `1` where there is none. */
function unitOf(written: string | number): string {
  return parseQuantity(written).unit.text || '1';
}
