import { type Catalog, organsOf, type SourcedValues } from '@invadolab/model';
import { openRun } from '@invadolab/results';
import type { Context } from '../context.js';
import { type Bodies, BodiesReader } from '../individuals.js';

/** An organ of a host as blood reaches it. */
export interface OrganFacts {
  readonly id: string;
  /** As the catalogue calls it. */
  readonly name: string;
  /** Share of the cardiac output. */
  readonly flow: number;
  /** Whether what systemic veins bring, and what the portal vein brings, comes here first. */
  readonly venous: boolean;
  readonly portal: boolean;
  /** Whether metastases can grow here. */
  readonly harbours: boolean;
}

/** What can be simulated of bodies. */
export interface BodyFacts {
  readonly hosts: readonly { readonly id: string; readonly name: string; readonly organs: readonly OrganFacts[] }[];
  /** Cells of tumours; `cancer` is absent where the catalogue does not say which. */
  readonly cells: readonly { readonly id: string; readonly cancer?: string; readonly portal: boolean }[];
}

const assay = 'metastasis';

/** Calls about whole bodies. */
export function bodyCalls({ catalog, archive }: Context) {
  return {
    /** Hosts with their organs, and the cells whose cancers can be put into them. */
    async bodyFacts(): Promise<BodyFacts> {
      const known = await catalog;
      const { hosts, cells, protocols } = known;
      return {
        hosts: Object.keys(hosts).map((id) => ({
          id,
          name: hosts[id].name,
          organs: organsOf(known, id).map((organ) => organFacts(known, organ, id)),
        })),
        cells: Object.entries(cells).flatMap(([id, { cancer, kind }]) => {
          if (kind !== 'tumour') return [];
          const share = cancer === undefined ? undefined : protocols[assay].cancers?.[cancer]?.set?.portal_share?.value;
          return [{ id, cancer, portal: Number(share ?? 0) > 0 }];
        }),
      };
    },

    /** The courses of all simulated individuals of a finished run. */
    async bodies(id: string): Promise<Bodies> {
      const { tables } = await openRun(archive.files(id));
      const reader = new BodiesReader();
      reader.take(tables?.measures ?? []);
      reader.takeEvents(tables?.events ?? []);
      return reader.bodies();
    },
  };
}

function organFacts({ organs, parts }: Catalog, id: string, host: string): OrganFacts {
  const { name, pattern, hosts } = organs[id];
  const own: SourcedValues = hosts[host];
  const usual = parts[pattern].parameters ?? {};
  const number = (parameter: string) => Number(own[parameter]?.value ?? usual[parameter]?.value ?? 0);
  return {
    id,
    name,
    flow: number('organ_flow'),
    venous: number('organ_venous') > 0,
    portal: number('organ_portal') > 0,
    harbours: number('organ_harbours') > 0,
  };
}
