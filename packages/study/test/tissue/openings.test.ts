import assert from 'node:assert/strict';
import test from 'node:test';
import type { Session } from '@invadolab/engine';
import { type CompiledModel, type Composition, compileModel, compose, type ModelFile } from '@invadolab/model';
import { tissueEngine } from '@invadolab/tissue';
import { realCatalog } from '../laws/laboratory.js';

const hour = 3600;
const catalog = realCatalog();

interface Case {
  readonly assay: string;
  readonly followed: number;
  readonly change: Partial<Composition>;
  readonly edit?: (tissue: NonNullable<ModelFile['tissue']>) => NonNullable<ModelFile['tissue']>;
}

function modelOf({ assay, followed, change, edit = (same) => same }: Case): CompiledModel {
  const parts = catalog.protocols[assay].parts.filter((part) => part !== 'tissue-oxygen');
  const composition = { title: assay, cell: 'MDA-MB-231', matrixKind: 'collagen-gel', parts, ...change };
  const { model } = compose(catalog, composition);
  const { tissue } = model;
  if (tissue === undefined) throw new Error('no tissue');
  return compileModel({ ...model, tissue: edit({ ...tissue, follow: { ...tissue.follow, cells: followed } }) });
}

/** Tissues that differ in parameters alone: every one has the same cells. */
function start(model: CompiledModel, values: Readonly<Record<string, readonly number[]>>): Promise<Session> {
  const [first] = Object.values(values);
  return tissueEngine.start(model, {
    members: first.map(() => 0),
    seed: 5,
    values: Object.entries(values).map(([id, all]) => ({ slot: `parameter.${id}`, values: all })),
  });
}

async function meansOf(session: Session, slot: string): Promise<readonly number[]> {
  const { values, members } = await session.read(slot);
  const sums = new Map<number, { sum: number; count: number }>();
  values.forEach((value, i) => {
    const at = sums.get(members[i]) ?? { sum: 0, count: 0 };
    sums.set(members[i], { sum: at.sum + value, count: at.count + 1 });
  });
  return [...sums.entries()].sort(([a], [b]) => a - b).map(([, { sum, count }]) => sum / count);
}

const shares = [0.06, 0.11, 0.16, 0.22, 0.3, 0.4];

/** um/h between 6 and 12 h in rigid tracks whose sections are shares of a nuclear section; nothing is cut and nobody divides. */
async function speedsIn(
  sections: readonly number[],
  set: Composition['set'] = {},
): Promise<readonly (readonly number[])[]> {
  const model = modelOf({
    assay: 'tracks',
    followed: 2,
    change: { set: { hold_pressure: '1e9 kPa', gel_concentration: '1e9 uM', doubling_time: '1e9 h', ...set } },
    edit: (tissue) => ({ ...tissue, gels: { collagen: { ...tissue.gels!.collagen, cleared: 0 } } }),
  });
  const all = sections.flatMap((section) =>
    shares.map((share) => ({ section, width: Math.sqrt((4 * share * section) / Math.PI) })),
  );
  const session = await start(model, {
    nucleus_section: all.map(({ section }) => section),
    track_width: all.map(({ width }) => width),
  });
  await session.advance(6 * hour);
  const before = await meansOf(session, 'tissue.path');
  await session.advance(12 * hour);
  const after = await meansOf(session, 'tissue.path');
  const speeds = after.map((path, i) => (path - before[i]) / 6);
  return sections.map((_, s) => speeds.slice(s * shares.length, (s + 1) * shares.length));
}

/** Least squares through what is above a twentieth of the fastest: where it is zero, and how far points are off as a share of the fastest. */
function lineOf(x: readonly number[], y: readonly number[]): { readonly zero: number; readonly off: number } {
  const fastest = Math.max(...y);
  const used = x.map((at, i) => [at, y[i]] as const).filter(([, speed]) => speed > fastest / 20);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(used.map(([at]) => at)), mean(used.map(([, speed]) => speed))];
  const slope =
    used.reduce((sum, [at, speed]) => sum + (at - mx) * (speed - my), 0) /
    used.reduce((sum, [at]) => sum + (at - mx) ** 2, 0);
  const off = Math.max(...used.map(([at, speed]) => Math.abs(speed - my - slope * (at - mx)))) / fastest;
  return { zero: mx - my / slope, off };
}

/** um2: carcinoma, T cell in division (assumed), neutrophil (its nucleus as one ball, decision 0187). */
const nuclei = [75, 41, 19.8];

test('law 9: without proteases speed falls linearly with the opening, and ends where the nucleus says', async (t) => {
  const all = await speedsIn(nuclei);
  const lines = all.map((speeds, n) =>
    lineOf(
      shares.map((share) => share * nuclei[n]),
      speeds,
    ),
  );
  for (const [n, { zero, off }] of lines.entries())
    t.diagnostic(
      `nucleus of ${nuclei[n]} um2: ends at ${zero.toFixed(2)} um2, off the line by ${(100 * off).toFixed(1)} % of the fastest (${all[n].map((speed) => speed.toFixed(1)).join(' ')} um/h)`,
    );
  for (const { off } of lines) assert.ok(off < 0.1, `${off}`);
  const [carcinoma, lymphocyte, neutrophil] = lines.map(({ zero }) => zero);
  assert.ok(carcinoma > 5 && carcinoma < 9, `${carcinoma}`);
  assert.ok(lymphocyte > 4 / 1.5 && lymphocyte < 4 * 1.5, `${lymphocyte}`);
  assert.ok(neutrophil > 2 / 1.5 && neutrophil < 2 * 1.5, `${neutrophil}`);
});

test('law 9 breaks where the nucleus does not resist', async () => {
  const [speeds] = await speedsIn([75], { nucleus_resistance: 0 });
  assert.ok(Math.min(...speeds) > Math.max(...speeds) / 2, speeds.join(' '));
});

/** um that the farthest tenth of a small spheroid gets in a day. */
async function depths(
  change: Partial<Composition>,
  values: Readonly<Record<string, readonly number[]>>,
): Promise<readonly number[]> {
  const small = { spheroid_cells: 60, spheroid_radius: '36 um', gel_edge: '176 um', doubling_time: '1e9 h' };
  const model = modelOf({ assay: 'invasion', followed: 3, change: { ...change, set: small } });
  const session = await start(model, values);
  const front = async () => {
    const [x, y, z] = [await session.read('tissue.x'), await session.read('tissue.y'), await session.read('tissue.z')];
    return Object.values(values)[0].map((_, member) => {
      const away: number[] = [];
      x.values.forEach((at, i) => {
        if (x.members[i] === member) away.push(Math.hypot(at - 88, y.values[i] - 88, z.values[i] - 88));
      });
      const far = away.sort((a, b) => b - a).slice(0, 6);
      return far.reduce((sum, one) => sum + one, 0) / far.length;
    });
  };
  const before = await front();
  await session.advance(24 * hour);
  return (await front()).map((after, i) => after - before[i]);
}

test('law 9: MT1-MMP is needed where links are covalent, and there alone', async (t) => {
  // Native links, none, and native links that do not hold.
  const values = { gel_crosslinks: [1, 0, 1], hold_pressure: [10, 10, 0] };
  const with1 = await depths({}, values);
  const without = await depths({ knockdown: { MMP14: '90 %' } }, values);
  const left = without.map((depth, i) => depth / with1[i]);
  t.diagnostic(
    `depth ${with1.map((depth) => depth.toFixed(1)).join(' ')} um; left ${left.map((one) => one.toFixed(2)).join(' ')}`,
  );
  assert.ok(left[0] < 0.5, `${left[0]} with native links`);
  assert.ok(left[1] > 0.8, `${left[1]} without`);
  assert.ok(left[2] > 0.8, `${left[2]} where links do not hold`);
});
