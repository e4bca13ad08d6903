// Judges the laws in each draw of an ensemble (docs/decisions/0105):
//   npm run laws -- --ensemble evidence/ensemble.json --draws 100 [--threads 2] [--cells 12] [--laws 1,2,7] [--out results/laws]
// `--ensemble prior` takes the uncalibrated prior, `--ensemble catalogue` the catalogue's own values, which differ by chance alone.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drawFolder, onThreads } from './laws/work.mjs';
import { repository } from './report-check.mjs';
import { setUp } from './setup.mjs';

const wanted = 0.9;

try {
  process.exitCode = await main();
} catch (error) {
  if (error.name !== 'BadInput' && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main() {
  const options = await optionsOf();
  const { laws, tally, ensemble, hash, draws, threads, cells, out } = options;
  const kept = drawFolder(out, hash, ensemble.draws);
  const judged = new Map(laws.map(({ id }) => [id, new Map()]));
  const tasks = [];
  for (let draw = 0; draw < draws; draw++) {
    const only = [];
    for (const { id } of laws) {
      const known = kept.read(draw, id);
      if (known) judged.get(id).set(draw, known);
      else only.push(id);
    }
    if (only.length > 0) tasks.push({ draw, factors: [...ensemble.draws[draw]], cells, only });
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const say = progress(tasks);
  try {
    await onThreads(tasks, {
      threads,
      signal: stop.signal,
      done({ draw, judged: law }) {
        kept.write(draw, law);
        judged.get(law.law).set(draw, law);
        say();
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  process.stderr.write('\n');
  if (stop.signal.aborted)
    console.error(`Stopped. What was judged is kept in ${out}; the same command goes on from there.`);
  const inOrder = [...judged].flatMap(([, each]) => [...each].sort(([a], [b]) => a - b));
  const counted = tally(inOrder.map(([, law]) => law));
  print(counted, laws);
  const file = join(out, 'laws.json');
  const record = { format: 1, ensemble: { kind: ensemble.kind, hash: ensemble.hash }, cells, wanted, laws: counted };
  const byDraw = inOrder.map(([draw, law]) => ({ draw, ...law }));
  writeFileSync(file, `${JSON.stringify({ ...record, draws: byDraw }, null, 2)}\n`);
  console.log(`\n${file}`);
  return stop.signal.aborted ? 130 : 0;
}

/** Says on the terminal how many laws of how many draws are judged, and how long the rest will take at this pace. */
function progress(tasks) {
  const total = tasks.reduce((sum, { only }) => sum + only.length, 0);
  const started = Date.now();
  let done = -1;
  const say = () => {
    done++;
    const left = Math.ceil(((Date.now() - started) / done) * ((total - done) / 60_000));
    process.stderr.write(`\r${done} of ${total} judgements${done > 0 ? `, ${left} min left` : ''}   `);
  };
  say();
  return say;
}

async function optionsOf() {
  const { values } = parseArgs({
    options: {
      ensemble: { type: 'string', default: 'evidence/ensemble.json' },
      draws: { type: 'string', default: '100' },
      threads: { type: 'string', default: '2' },
      cells: { type: 'string', default: '12' },
      laws: { type: 'string' },
      out: { type: 'string', default: 'results/laws' },
    },
  });
  setUp(repository);
  const own = (path) => import(`../packages/${path}`);
  const { BadInput } = await own('core/dist/src/index.js');
  const { laws } = await own('study/dist/test/laws/laws.js');
  const { tally } = await own('study/dist/test/laws/tally.js');
  const { realCatalog } = await own('study/dist/test/laws/laboratory.js');
  const whole = (name, least) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least) return number;
    throw new BadInput(`--${name}`, { found: values[name], expected: `a whole number from ${least}` });
  };
  const [draws, threads, cells] = [whole('draws', 1), whole('threads', 1), whole('cells', 4)];
  const known = laws.map(({ id }) => id);
  const ids = values.laws?.split(',').map((id) => id.trim()) ?? known;
  const strange = ids.find((id) => !known.includes(id));
  if (strange !== undefined) throw new BadInput('--laws', { found: strange, expected: known.join(', ') });
  const catalog = realCatalog();
  const ensemble = await ensembleOf(values.ensemble, catalog, draws, BadInput, own);
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const sums = createHash('sha256').update(JSON.stringify([catalog.hash, cells]));
  for (const name of ['core', 'model', 'engine', 'assays', 'results', 'study']) addCode(sums, `packages/${name}/dist`);
  addCode(sums, 'studies/laws');
  const some = laws.filter(({ id }) => ids.includes(id));
  return { laws: some, tally, ensemble, hash: sums.digest('hex'), draws, threads, cells, out };
}

async function ensembleOf(name, catalog, draws, BadInput, own) {
  const { catalogueEnsemble, parseEnsemble, parsePriorExceptions, priorEnsemble } =
    await own('study/dist/src/index.js');
  if (name === 'catalogue') return catalogueEnsemble(draws);
  const text = (file) => {
    try {
      return readFileSync(resolve(file), 'utf8');
    } catch (error) {
      throw new BadInput('--ensemble', { found: `${file} (${error.code})`, expected: 'a file, prior or catalogue' });
    }
  };
  if (name !== 'prior') return parseEnsemble(text(name), name, catalog, draws);
  const fixed = parsePriorExceptions(text(join(repository, 'evidence/prior.yaml')), 'evidence/prior.yaml', catalog);
  return priorEnsemble(catalog, fixed, draws, 1);
}

/** What is compiled decides what comes out, so draws of other code are not taken for those of this one. */
function addCode(sums, folder) {
  const top = join(repository, folder);
  const names = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|wasm|yaml)$/.test(name),
  );
  for (const name of names.sort())
    if (!name.endsWith('.test.js')) sums.update(name).update(readFileSync(join(top, name)));
}

function print(counted, laws) {
  const percent = (share) => `${(100 * share).toFixed(0)} %`;
  for (const { law, draws, holds, interval, close, criteria } of counted) {
    const verdict = holds >= wanted * draws ? 'holds' : 'DOES NOT HOLD';
    console.log(`\nlaw ${law}: ${laws.find(({ id }) => id === law).title}`);
    console.log(
      `  ${verdict}: in ${holds} of ${draws} draws (${percent(holds / draws)}, 95 % interval ${interval.map(percent).join(' to ')}); close in ${close}`,
    );
    for (const { name, fails, close: near, values } of criteria) {
      const range = values ? values.map((value) => value.toPrecision(3)) : [];
      const said = values ? `middle ${range[0]}, ${range[1]} to ${range[2]}` : 'no value';
      console.log(`  ${String(fails).padStart(5)} fail, ${String(near).padStart(3)} close  ${name}: ${said}`);
    }
  }
}
