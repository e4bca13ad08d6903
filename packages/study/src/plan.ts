import { type AssaySetup, assays } from '@invadolab/assays';
import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { Catalog, DosedDrug, Exposure, ModelFile, TraceEntry } from '@invadolab/model';
import { type TissueDemand, tissueEngine } from '@invadolab/tissue';
import type { DayEffects } from './draws.js';
import { addExposure, checkExposureMeasures, individualsOf, type PlannedExposure } from './exposure.js';
import { withMade } from './expression/in-study.js';
import { withOrgans } from './host.js';
import { ofBody } from './lift/lift.js';
import { reducedForm } from './reduced/execute.js';
import { isBody, resolveArm } from './resolve.js';
import { type Place, printable, problemAt } from './shape.js';
import { checkSlots } from './slots.js';
import type { Arm, RunSpec, Study } from './study.js';
import { type TakenSide, takenSides } from './taken-sides.js';
import { coarseNotes, demandOf } from './tissue-demands.js';
import { unreadTargetNotes } from './unread-targets.js';
import { unusedNotes } from './unused.js';

/** Everything a study will do: its distinct models and the pieces of work on them. */
export interface Plan {
  readonly study: Study;
  readonly setup: AssaySetup;
  readonly days: DayEffects;
  /** Distinct models; the control's first. */
  readonly models: readonly PlannedModel[];
  /** Bodies that doses are followed in, beside the models; none where the models are bodies themselves. */
  readonly exposures: readonly PlannedExposure[];
  /** What is dosed in each arm, by arm; for the report. */
  readonly dosed: Readonly<Record<string, readonly DosedDrug[]>>;
  /** Id of the engine that follows doses, also where cells run in the reduced form. */
  readonly exposureEngine: string;
  /** In the order of the models, experiments and cells, then of the exposures. */
  readonly specs: readonly RunSpec[];
  /** sha256 over study, models, catalogue and engine: runs with the same hash may share their shards. */
  readonly hash: string;
  readonly catalogHash: string;
  readonly engine: string;
  /** Sides that the arms take where the literature disagrees. */
  readonly hypotheses: readonly TakenSide[];
  /** Bytes of the largest tissue among the models, where there is one. */
  readonly tissueMemory?: number;
}

/** A model that several arms may share, and what composing it did. */
export interface PlannedModel {
  readonly hash: string;
  readonly file: ModelFile;
  readonly trace: readonly TraceEntry[];
  /** Arms with this very model, which therefore share its runs. */
  readonly arms: readonly Arm[];
  /** Perturbations that change nothing, by arm. */
  readonly neutral: Readonly<Record<string, readonly string[]>>;
  /** Of a body: what is followed in it. */
  readonly courses?: string;
}

/** What planning needs besides the study. */
export interface PlanOptions {
  readonly catalog: Catalog;
  /** The parsed file of a `model:` study. */
  readonly model?: ModelFile;
  /** Id of the engine that will run it. */
  readonly engine: string;
  /** What arms do to cells is run in tissue first (`withLower`), so bodies are planned without it; else they refuse it. */
  readonly cellsBelow?: true;
}

/** Cells per piece of work: small enough to spread over workers, the same everywhere so that any run can be resumed. */
const cellsPerRun = 4;
/** Films without cells differ only by their noise, so a few say everything. */
const bareFilms = 4;

/** Composes and compiles every arm, unites equal models and cuts the work into pieces. Throws `BadInput`. */
export function planStudy(study: Study, place: Place, options: PlanOptions): Plan {
  const catalog = withMade(options.catalog, study.made);
  const protocol = Object.hasOwn(catalog.protocols, study.assay) ? catalog.protocols[study.assay] : undefined;
  const setup: AssaySetup = {
    protocol: protocolOf(study, withOrgans(rolesOf(study, catalog), study, catalog), place),
    timepoints: study.timepoints,
    settings: study.settings,
    measures: study.measure,
  };
  const control = study.arms.filter((arm) => arm.id === study.control);
  const others = study.arms.filter((arm) => arm.id !== study.control);
  const own = (arm: Arm): readonly [Study, Arm] => (options.cellsBelow ? ofBody(study, arm, catalog) : [study, arm]);
  const models = new Map<string, PlannedModel>();
  const idle = new Map<string, readonly string[]>();
  const exposures = new Map<string, PlannedExposure>();
  const exposed: Exposure[] = [];
  const demands: TissueDemand[] = [];
  const dosed: Record<string, readonly DosedDrug[]> = {};
  const alone = !options.model && isBody(study, catalog);
  for (const arm of [...control, ...others]) {
    const { model, compiled, trace, neutral, unused, exposure } = resolveArm(
      ...own(arm),
      catalog,
      options.model,
      place,
    );
    const { hash } = compiled;
    const demand = models.has(hash) ? undefined : demandOf(study, compiled, place);
    if (demand) demands.push(demand);
    if (!models.has(hash) && !alone) checkSlots(study.assay, setup, compiled, place);
    const body = exposure && addExposure(exposures, arm, exposure);
    const courses = alone && body ? { courses: body.courses } : {};
    const known = models.get(hash) ?? { hash, file: model, trace, arms: [], neutral: {}, ...courses };
    const named = neutral.length === 0 ? known.neutral : { ...known.neutral, [arm.id]: neutral };
    models.set(hash, { ...known, arms: [...known.arms, arm], neutral: named });
    idle.set(arm.id, unused);
    if (exposure) {
      exposed.push(exposure);
      dosed[arm.id] = exposure.drugs;
    }
  }
  checkExposureMeasures(study, exposures.values(), place);
  const days = options.model ? {} : { ...protocol?.days, ...individualsOf(exposed) };
  const distinct = [...models.values()];
  const engine = engineFor(study, options, distinct);
  const said = options.model ? [] : [...unusedNotes(study, catalog, idle), ...unreadTargetNotes(study, catalog)];
  const tissue = demands.length > 0 && { tissueMemory: Math.max(...demands.map(({ memory }) => memory)) };
  const limits = options.model ? [] : (protocol?.limits ?? []);
  const told = { ...study, notes: [...new Set([...study.notes, ...said, ...coarseNotes(demands), ...limits])] };
  return cut(told, {
    setup,
    days,
    models: distinct,
    hypotheses: options.model ? [] : takenSides(study, distinct, catalog),
    exposures: alone ? [] : [...exposures.values()],
    dosed,
    exposureEngine: options.engine,
    catalogHash: catalog.hash,
    engine,
    ...tissue,
  });
}

/** A tissue needs an engine of its own; what its cells do is in the reduced form already. */
function engineFor({ form }: Study, { engine }: PlanOptions, models: readonly PlannedModel[]): string {
  if (models.some(({ file }) => file.tissue !== undefined)) return tissueEngine.id;
  return form === 'reduced' ? reducedForm : engine;
}

/** The same plan for another number of experiments and cells, or with less asked about uncertain numbers. */
export function resizedPlan(plan: Plan, size: Partial<Pick<Study, 'experiments' | 'cells' | 'uncertainty'>>): Plan {
  return cut({ ...plan.study, ...size }, plan);
}

function cut(study: Study, parts: Omit<Plan, 'study' | 'specs' | 'hash'>): Plan {
  const { setup, days, models, exposures, catalogHash, engine } = parts;
  const identity = {
    study,
    setup,
    days: Object.entries(days),
    models: models.map(({ hash }) => hash),
    catalogHash,
    engine,
    ...(exposures.length > 0 && { exposures: exposures.map(({ hash, courses }) => [hash, courses]) }),
  };
  const specs = [
    ...models.flatMap((model, index) => specsOf(study, model, index)),
    ...exposures.flatMap((exposure, index) => exposureSpecs(study, exposure, index)),
  ];
  return { ...parts, study, specs, hash: sha256Hex(canonicalJson(identity)) };
}

/** Which slot plays which part: as the assay's protocol has it, but for what the matrix has under another name. */
function rolesOf({ assay, matrix }: Study, { protocols, matrices }: Catalog): Readonly<Record<string, string>> {
  const roles = Object.hasOwn(protocols, assay) ? protocols[assay].roles : {};
  const own = Object.entries((matrix && matrices[matrix.kind].roles) ?? {});
  return { ...roles, ...Object.fromEntries(own.filter(([role]) => Object.hasOwn(roles, role))) };
}

function protocolOf(
  study: Study,
  roles: Readonly<Record<string, string>>,
  place: Place,
): Readonly<Record<string, string>> {
  for (const [role, { required, title }] of Object.entries(assays[study.assay].roles)) {
    if (!required || Object.hasOwn(roles, role)) continue;
    throw problemAt(place, ['assay'], {
      found: printable(study.assay),
      expected: `a protocol in the catalogue that says which slot is the ${role} (${title})`,
    });
  }
  return roles;
}

/** One individual per experiment: all cells of an experiment are in the same body. */
function exposureSpecs(study: Study, { arms }: PlannedExposure, index: number): readonly RunSpec[] {
  return Array.from({ length: study.experiments }, (_, experiment) => ({
    id: `body-${index}-${experiment}`,
    model: index,
    arm: arms[0].id,
    experiment,
    cells: [0],
    exposure: true,
  }));
}

function specsOf(study: Study, model: PlannedModel, index: number): readonly RunSpec[] {
  const arm = model.arms[0];
  const cells = arm.bare ? Math.min(study.cells, bareFilms) : study.cells;
  const specs: RunSpec[] = [];
  for (let experiment = 0; experiment < study.experiments; experiment++) {
    for (let first = 0; first < cells; first += cellsPerRun) {
      const size = Math.min(cellsPerRun, cells - first);
      specs.push({
        id: `${index}-${experiment}-${first}`,
        model: index,
        arm: arm.id,
        experiment,
        cells: Array.from({ length: size }, (_, offset) => first + offset),
      });
    }
  }
  return specs;
}
