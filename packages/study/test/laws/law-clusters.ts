import { referenceEngine } from '@invadolab/engine';
import { type Catalog, compileModel, compose, organsOf, type Quantity } from '@invadolab/model';
import { advance, realCatalog } from './laboratory.js';

const week = 604_800;

/** A body that law 10 looks at: the host, and what is set of its numbers. */
export interface Body {
  readonly host: string;
  readonly set?: Readonly<Record<string, Quantity>>;
}

/** What became of everything that was shed, expected values: shares of it, and those seen in the blood at the end of shedding. */
export interface Fates {
  readonly blood: number;
  readonly arrested: number;
  readonly outside: number;
  readonly micro: number;
  /** In the blood over what has been shed, just before the primary is removed. */
  readonly seen: number;
}

const catalog: Catalog = realCatalog();

/** Runs one individual with the amounts of the catalogue, ten years beyond the removal of the primary. */
export async function fatesIn({ host, set }: Body): Promise<Fates> {
  const { model } = compose(catalog, {
    title: 'a body',
    parts: catalog.protocols.metastasis.parts,
    host: { id: host },
    set: { resection_time: '52 weeks', ...set },
  });
  const places = Object.fromEntries(
    Object.entries(model.places).map(([kind, { amounts = {}, ...place }]) => {
      const alike = Object.entries(amounts).map(([id, amount]) => [id, { ...amount, cv: 0 }]);
      return [kind, { ...place, amounts: Object.fromEntries(alike) }];
    }),
  );
  // Metastases are not looked at, and a body without them is quicker.
  const session = await referenceEngine.start(compileModel({ ...model, places, found: {} }), { members: [0], seed: 1 });
  const organs = organsOf(catalog, host);
  const read = async (slot: string) => (await session.read(`body.${slot}`)).values[0];
  const all = async (what: string) => {
    let sum = 0;
    for (const organ of organs) sum += await read(`${organ}_${what}`);
    return sum;
  };
  try {
    await advance(session, 51 * week);
    const seen = (await read('in_blood')) / (await read('shed'));
    await advance(session, 574 * week);
    const shed = await read('shed');
    return {
      seen,
      blood: (await read('lost_blood')) / shed,
      arrested: (await all('lost_held')) / shed,
      outside: ((await all('lost_out')) + (await all('lost_micro'))) / shed,
      micro: ((await all('lost_micro')) + (await all('micro'))) / shed,
    };
  } finally {
    session.dispose();
  }
}

/** Micrometastases per cluster over those per single cell: of those that enter the blood, and of those seen there. */
export async function clustersOverSingles(set: Body['set'] = {}): Promise<{ entered: number; seen: number }> {
  const singles = await fatesIn({ host: 'human', set: { ...set, cluster_share: 0 } });
  const clusters = await fatesIn({ host: 'human', set: { ...set, cluster_share: 1 } });
  const entered = clusters.micro / singles.micro;
  return { entered, seen: (entered * singles.seen) / clusters.seen };
}
