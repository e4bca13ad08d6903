export { type CalibrationOptions, type CalibrationSize, calibrate, usualSize } from './calibrate/calibrate.js';
export { type FittedFile, fittedProblems, fittedText, parseFitted } from './calibrate/fitted.js';
export { type Calibrated, candidates, parseCalibrated } from './calibrate/parameters.js';
export { type CalibrationPlan, planCalibration } from './calibrate/plan.js';
export { type Circumstances, ensembleFileOf, recordOf, trialsOf } from './calibrate/record.js';
export { type Screened, type Screening, screen } from './calibrate/screen.js';
export { type Cost, costOf, sizeWithin, type UnitCost } from './cost.js';
export { hideLists, openLists } from './dose-lists.js';
export { memberNumber } from './draws.js';
export type { DrugScreenWork, Stage } from './drug-screen/ask.js';
export { type DrugScreenCounts, drugScreenCounts, drugScreenProbe } from './drug-screen/cost.js';
export { type DrugScreenOptions, type ParsedDrugScreen, parseDrugScreen } from './drug-screen/parse.js';
export { type DrugScreenResult, drugScreenHash, type RatioRow, runDrugScreen } from './drug-screen/run.js';
export { drugScreenJsonSchema } from './drug-screen/schema.js';
export type { Context, DrugScreen, ScreenedDrug } from './drug-screen/screen.js';
export type { DrugScreenSubject } from './drug-screen/subject.js';
export {
  catalogueEnsemble,
  type Ensemble,
  parseEnsemble,
  priorEnsemble,
  uncalibratedEnsemble,
} from './evidence/ensemble.js';
export type {
  Direction,
  EvidencePaper,
  EvidenceRow,
  EvidenceTest,
  Expectation,
  Expected,
  Role,
} from './evidence/evidence.js';
export type { JobOptions } from './evidence/jobs.js';
export { parseEvidence, parseNotExpressible, parsePriorExceptions } from './evidence/parse.js';
export { type FullFormOptions, fullForm } from './evidence/predict-full.js';
export { type ReducedFormOptions, reducedForm } from './evidence/predict-reduced.js';
export { tissueForm } from './evidence/predict-tissue.js';
export { evidenceJsonSchema, type NotExpressible } from './evidence/schema.js';
export { type PlannedValidation, planValidation, type ValidationOptions, validate } from './evidence/validate.js';
export { votesOf } from './evidence/votes.js';
export { execute, type Failure, type Outcome, type Work } from './execute.js';
export { type CellFromTable, type CellOrigin, cellFromTable, type TableOfCell } from './expression/cell-from-table.js';
export { expressionTable } from './expression/in-study.js';
export { readData } from './fit/data.js';
export type { Datum } from './fit/datum.js';
export {
  evaluationsOf,
  type FitOptions,
  type FitPlan,
  type FitState,
  type Fitted,
  runFit,
  startFit,
} from './fit/fit.js';
export { fitHash, fitStudy, likelihoodOf, type StudyFit, studyOfData } from './fit/fit-study.js';
export {
  type Comparison,
  type Group,
  groupsOf,
  logLikelihood,
  type Point,
  predictedBy,
  predictedLog,
} from './fit/likelihood.js';
export type { Gathered } from './gather.js';
export { readStudyHead, type StudyHead } from './head.js';
export { withLower } from './lift/run-lower.js';
export { type ParsedStudy, type ParseOptions, parseStudy } from './parse.js';
export { performer } from './perform.js';
export { type Plan, type PlannedModel, type PlanOptions, planStudy, resizedPlan } from './plan.js';
export { type DrawOutcome, type DrawWork, drawPerformer } from './prediction/draw-work.js';
export { modelPredictor, reducedPredictor, type SetPredictor } from './prediction/predictor.js';
export { chosenNumbers, type Uncertain, uncertainNumbers } from './prediction/uncertain.js';
export {
  type ArmPrediction,
  type MeasurePrediction,
  type PredictedDraw,
  type PredictionDraw,
  type PredictionRequest,
  type PredictionTask,
  predictReduced,
} from './reduced/predict.js';
export { type Predictor, predictor } from './reduced/predictor.js';
export { type Provenance, reportFacts, warningsOf, writeResult } from './result.js';
export { calibrationTask, type RunOptions, reducedCalibrationTask, runPlan, type Task } from './run.js';
export { studyJsonSchema } from './schema.js';
export { narrowed } from './sensitivity/narrowed.js';
export { type Quantity, quantityOf, studyOfQuantity } from './sensitivity/quantity.js';
export {
  runSensitivity,
  type SensitivityOptions,
  type SensitivityPlan,
  type SensitivityState,
  sensitivityCost,
  sensitivityHash,
} from './sensitivity/sensitivity.js';
export { decodeShard, shardName } from './shard.js';
export type { Arm, RunSpec, Study, UncertaintySize } from './study.js';
export type { TakenSide } from './taken-sides.js';
export { type AssumedNumber, assumedNumbers } from './uncertainty/assumed.js';
export { calibratedSets } from './uncertainty/calibrated-sets.js';
export { directEvidence } from './uncertainty/direct-evidence.js';
export type { EvaluationOptions, UncertaintyState } from './uncertainty/evaluations.js';
export { parseScores } from './uncertainty/scores.js';
export { comparedArms, reducedCells, type UncertaintyCounts, uncertaintyWithin } from './uncertainty/size.js';
export {
  type CalibratedSets,
  runUncertainty,
  type UncertaintyWork,
  uncertaintyHash,
  uncertaintySets,
} from './uncertainty/uncertainty.js';
export { type WatchedMoment, type WatchTask, watcher, watchTask } from './watch.js';
export {
  type TissueWatchTask,
  tissueWatcher,
  type WatchedCells,
  type WatchedTissue,
  watchTissueTask,
} from './watch-tissue.js';
