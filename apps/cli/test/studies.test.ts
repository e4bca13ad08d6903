import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { shippedFolder } from '../src/library.js';
import { ThreadPool } from '../src/thread-pool.js';
import { invadolab, withFiles } from './command-line.js';

interface Answer {
  readonly comparisons: readonly { readonly arm: string; readonly measure: string; readonly ratio: number | null }[];
  readonly warnings: readonly string[];
  readonly adaptive: readonly { readonly arm: string; readonly gains: readonly { readonly ratio: number | null }[] }[];
}

/** What each study must say even in its quick form. */
const headlines: Readonly<Record<string, (answer: Answer) => void>> = {
  'flagship.yaml'({ comparisons }) {
    const count = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith('invadopodia.count'))?.ratio ?? Number.NaN;
    assert.ok(count('tks5-kd') < 0.6, `Tks5 knock-down leaves ${count('tks5-kd')} of the sites`);
    assert.ok(count('dasatinib-dose 300 nM') < 0.4, `300 nM of dasatinib leaves ${count('dasatinib-dose 300 nM')}`);
    assert.ok(count('dasatinib-dose 300 nM') < count('dasatinib-dose 1 nM'), 'more drug does not do more');
    assert.equal(count('control non-targeting'), 1);
  },
  'metastasis-tks5.yaml'({ comparisons, warnings }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure === measure)?.ratio ?? Number.NaN;
    for (const arm of ['tks5', 'mt1', 'rab27a']) {
      // Each loss is a change of one molecule; tissue told the bodies what follows, which founds fewer and keeps more of them free.
      assert.ok(ratio(arm, 'metastases.growing') < 0.8, `${arm}: ${ratio(arm, 'metastases.growing')} growing`);
      assert.ok(ratio(arm, 'simulated.metastasis_free') > 1, `${arm}: ${ratio(arm, 'simulated.metastasis_free')} free`);
    }
    assert.equal(warnings.filter((text) => text.startsWith('Tissue gave')).length, 6);
  },
  'mmp-triggered-carrier.yaml'({ comparisons, warnings }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith(measure))?.ratio ?? Number.NaN;
    const free = (arm: string) => ratio(arm, 'drug.dasatinib.free.mean');
    assert.ok(free('with inhibitor') < 0.8 && free('beside inhibitor') < 0.8, `${free('with inhibitor')} with it`);
    assert.ok(free('unopened') < free('with inhibitor'), `${free('unopened')} without cuts`);
    assert.equal(ratio('empty', 'matrix.degraded_area'), ratio('untreated', 'matrix.degraded_area'));
    assert.ok(warnings.some((text) => text.includes('MMP-7')));
  },
  'tks5-modalities.yaml'({ comparisons }) {
    const area = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure === 'matrix.degraded_area.true')?.ratio ?? Number.NaN;
    assert.ok(area('degrader') < area('too much degrader'), `${area('degrader')}; with too much no less`);
    assert.ok(area('decoy') < 0.8 && area('transfected') < 0.9, `${area('decoy')} with the decoy`);
    // In the first hours hardly any siRNA has left the endosomes, and none crosses a membrane by itself.
    assert.ok(area('particle') > 0.9 && Math.abs(area('naked') - 1) < 1e-3, `${area('naked')} naked`);
  },
  'temozolomide-recovery.yaml'({ comparisons, adaptive }) {
    const alive = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure === 'cells.clonogenic_survival')?.ratio ?? Number.NaN;
    assert.ok(alive('pulse without MGMT') < alive('pulse') && alive('pulse') < 1, `${alive('pulse')} with MGMT`);
    // What memory does after breaks does not reach repair but through the solver's steps.
    assert.ok(Math.abs(alive('the same where stress persists') / alive('pulse without MGMT') - 1) < 1e-3);
    assert.deepEqual(
      adaptive.map(({ gains }) => gains.length),
      [1, 1, 1, 1],
    );
  },
  'egf-csf1-loop.yaml'({ comparisons }) {
    const area = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith('matrix.degraded_area'))?.ratio ??
      Number.NaN;
    for (const kind of ['carcinoma', 'macrophages'])
      for (const receptor of ['EGFR', 'CSF1R'])
        assert.ok(
          area(`${kind} without ${receptor}`) < 1,
          `${kind}, ${receptor}: ${area(`${kind} without ${receptor}`)}`,
        );
  },
  'hypoxic-halo.yaml'({ comparisons }) {
    const area = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith('matrix.degraded_area'))?.ratio ??
      Number.NaN;
    // What neighbours add is a few per cent, for which six cells are too few: the law's own test holds it. Without ADAM12 nothing reaches the cell.
    assert.ok(area('all deep') > 1.25, `${area('all deep')} with all cells at 200 um`);
    assert.ok(Math.abs(area('deep without ADAM12') - 1) < 0.01, `${area('deep without ADAM12')} without ADAM12`);
  },
  'disagreements.yaml'({ comparisons }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith(measure))?.ratio ?? Number.NaN;
    const count = (arm: string) => ratio(arm, 'invadopodia.count');
    const area = (arm: string) => ratio(arm, 'matrix.degraded_area');
    assert.ok(count('less Pak1') > 1, `${count('less Pak1')} where Pak1 expels cortactin`);
    assert.ok(count('less Pak1 and support') < 1, `${count('less Pak1 and support')} where it supports cores`);
    assert.ok(
      area('less MT1-MMP and membrane') < area('less MT1-MMP and soluble'),
      `${area('less MT1-MMP and membrane')} where it alone cuts, ${area('less MT1-MMP and soluble')} where it does not`,
    );
    assert.ok(area('soft film') !== area('soft film and resistance'));
  },
  'three-ways.yaml'({ comparisons }) {
    const area = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith('matrix.degraded_area'))?.ratio ??
      Number.NaN;
    for (const arm of ['scaffold Tks5', 'delivery marimastat', 'kinases dasatinib'])
      assert.ok(area(arm) < 0.7, `${arm} leaves ${area(arm)}`);
    // The block of MT1-MMP leaves the gelatinases, and their secretion then carries what is left.
    assert.ok(area('antibody and Rab40b') < 0.8, `${area('antibody and Rab40b')} of what the antibody leaves`);
  },
  'cell-lines.yaml'({ comparisons }) {
    const count = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith('invadopodia.count'))?.ratio ?? Number.NaN;
    for (const luminal of ['MCF-7', 'T-47D', '22Rv1'])
      assert.ok(count(luminal) < 0.2, `${luminal} has ${count(luminal)}`);
    assert.ok(count('osteoclast') > 5, `an osteoclast has ${count('osteoclast')} of the sites`);
  },
  'radiation-mmp14.yaml'({ comparisons, adaptive }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith(measure))?.ratio ?? Number.NaN;
    const area = (arm: string) => ratio(arm, 'matrix.degraded_area');
    const alive = (arm: string) => ratio(arm, 'cells.clonogenic_survival');
    for (const line of ['', 'mutant ']) {
      const [both, without] = [area(`${line}both`), area(`${line}radiation`)];
      assert.ok(both < without, `${line}${both} with the block, ${without} without`);
    }
    assert.equal(alive('block'), 1);
    // One fraction by then: 0.12 x 2 + 0.015 x 4 lethal lesions, those of slow repair still to come.
    for (const arm of ['radiation', 'both', 'mutant radiation', 'mutant both'])
      assert.ok(alive(arm) > Math.exp(-0.31) && alive(arm) < Math.exp(-0.28), `${arm}: ${alive(arm)} alive`);
    // By then nobody has read what follows the second fraction.
    assert.ok(adaptive.length === 4 && adaptive.every(({ gains }) => gains.length === 1));
  },
  'glioblastoma-radiotherapy-invasion.yaml'({ comparisons }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure === measure)?.ratio ?? Number.NaN;
    // Without myosin II cells press less on the slits of the brain; after a dose they wait before they divide.
    assert.ok(ratio('myosin', 'invasion.speed') < 0.9, `${ratio('myosin', 'invasion.speed')} without myosin II`);
    for (const arm of ['once', 'five', 'thirty', 'temozolomide', 'both', 'mutant five'])
      assert.ok(ratio(arm, 'cells.number') < 1, `${arm} leaves ${ratio(arm, 'cells.number')}`);
    assert.equal(ratio('once', 'invasion.speed'), ratio('five', 'invasion.speed'));
  },
  'nanocarrier-penetration.yaml'({ comparisons }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure === measure)?.ratio ?? Number.NaN;
    const free = (arm: string) => ratio(arm, 'delivered.drug');
    assert.ok(free('small') > 1 && free('large') < 1, `${free('small')} of 20 nm, ${free('large')} of 100 nm`);
    assert.ok(ratio('large', 'penetration.particles') < 0.5, `${ratio('large', 'penetration.particles')} as deep`);
    // An inhibitor that travels along keeps some of them shut: more is in particles and less is free.
    assert.ok(free('with inhibitor') < 0.8 && free('unopened') < free('with inhibitor'), `${free('with inhibitor')}`);
    assert.ok(ratio('with inhibitor', 'delivered.particles') > 1);
    assert.equal(free('skull'), 0);
    assert.ok(ratio('skull', 'cells.structures') > 2 && ratio('unopened', 'cells.structures') > 1);
  },
  'marimastat-trial.yaml'({ comparisons, warnings }) {
    const area = (arm: string) =>
      comparisons.find((each) => each.arm === arm && each.measure.startsWith('matrix.degraded_area'))?.ratio ??
      Number.NaN;
    // More of the drug reaches a leaky core than an intact rim, and more at five times the dose.
    assert.ok(
      area('highest') < area('core') && area('core') < area('rim') && area('rim') < 1,
      `${area('rim')} at the rim`,
    );
    assert.ok(warnings.some((text) => text.includes('MMP-1')));
  },
  'dasatinib-exposure.yaml'({ comparisons, warnings }) {
    const ratio = (arm: string, measure: string) =>
      comparisons.find((each) => each.arm === arm && each.measure === measure)?.ratio ?? Number.NaN;
    // Partition is all that differs between plasma and the rim, so the ratio of levels is the number on record.
    assert.ok(Math.abs(ratio('brain-rim', 'drug.dasatinib.free.peak') - 0.12) < 1e-6);
    assert.equal(ratio('brain-rim', 'drug.dasatinib.occupancy.SRC.kinase.half'), 0);
    assert.ok(warnings.some((text) => text.includes('KIT')));
  },
  'spheroid-invasion.yaml'({ comparisons }) {
    const depth = (arm: string) => ratioOf(comparisons, arm, 'invasion.depth');
    for (const arm of ['tks5', 'mt1', 'inhibitor'])
      assert.ok(depth(arm) < 0.7, `${arm} leaves ${depth(arm)} of the depth`);
    assert.ok(depth('loose inhibitor') > 0.6, `${depth('loose inhibitor')} without covalent links`);
  },
  'basement-membrane.yaml'({ comparisons }) {
    const crossed = (arm: string) => ratioOf(comparisons, arm, 'invasion.crossed_fraction');
    for (const arm of ['tks5', 'inhibitor']) assert.ok(crossed(arm) < 0.5, `${arm} leaves ${crossed(arm)} of them`);
  },
  'transwell.yaml'({ comparisons }) {
    const crossed = (arm: string) => ratioOf(comparisons, arm, 'invasion.crossed_fraction');
    assert.ok(crossed('bare inhibitor') > 0.7, `${crossed('bare inhibitor')} with the inhibitor and no coat`);
    assert.equal(crossed('narrow'), 0);
  },
  'tracks.yaml'({ comparisons }) {
    const speed = (arm: string) => ratioOf(comparisons, arm, 'invasion.speed');
    assert.ok(speed('inhibitor') > 0.8 && speed('inhibitor') < 1.25, `${speed('inhibitor')} with the inhibitor`);
    assert.ok(speed('blebbistatin') < 0.8, `${speed('blebbistatin')} with blebbistatin`);
    assert.ok(speed('too narrow') < 0.05, `${speed('too narrow')} in tracks of 2 um`);
  },
  'extravasation.yaml'({ comparisons }) {
    const out = (arm: string) => ratioOf(comparisons, arm, 'extravasation.fraction');
    for (const arm of ['tks5', 'cortactin', 'inhibitor'])
      assert.ok(out(arm) < 0.6, `${arm} leaves ${out(arm)} of them`);
  },
  'intravasation.yaml'({ comparisons }) {
    const rate = (arm: string) => ratioOf(comparisons, arm, 'intravasation.rate');
    for (const arm of ['tks5', 'inhibitor']) assert.ok(rate(arm) < 0.6, `${arm} leaves ${rate(arm)} of the rate`);
  },
};

function ratioOf(comparisons: Answer['comparisons'], arm: string, measure: string): number {
  return comparisons.find((each) => each.arm === arm && each.measure === measure)?.ratio ?? Number.NaN;
}

const folder = shippedFolder('studies');
for (const name of readdirSync(folder).filter((each) => each.endsWith('.yaml'))) {
  test(`${name} runs in its quick form and says what it must`, async () => {
    const says = headlines[name];
    assert.ok(says, `${name} has no headline in this test`);
    await withFiles({}, async (out) => {
      const worker = new URL('../src/study-worker.js', import.meta.url);
      const threads = availableParallelism();
      const openPool = (size: number) => new ThreadPool(size, worker);
      const args = ['run', join(folder, name), '--quick', '--json', '--out', join(out, 'result')];
      const { code, out: text, err } = await invadolab(args, { openPool, threads });
      assert.equal(code, 0, err);
      says(JSON.parse(text));
    });
  });
}
