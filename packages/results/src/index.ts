export type { CalibratedParameter, CalibrationRecord, LeftOut } from './calibration-record.js';
export { calibrationNames } from './calibration-record.js';
export { type ColumnType, eventLayout, measureLayout, seriesLayout, type TableLayout } from './columns.js';
export type * from './drug-screen-record.js';
export { drugScreenNames } from './drug-screen-record.js';
export type { FieldSnapshot } from './fields/field.js';
export { type FieldChannel, type FieldImage, type FieldSeries, writeFields } from './fields/ome-zarr.js';
export { listFields, readField } from './fields/read-fields.js';
export {
  type EnsembleFile,
  type EnsembleRow,
  ensembleLayout,
  type FitRecord,
  type FittedParameter,
  type FittedPoint,
  fitNames,
  type Span,
} from './fit-record.js';
export { finishRun, openRun, readManifest, type StoredRun, type Tables, writeManifest } from './folder.js';
export { decodeManifest, encodeManifest, type Manifest, manifestSchema } from './manifest.js';
export { MemoryStore } from './memory-store.js';
export { checkName, nameSegment, resultNames } from './names.js';
export { decodeTable, encodeTable } from './parquet.js';
export { partOfStore } from './part-of-store.js';
export type {
  BalancedAccuracy,
  ScoreCard,
  ScoredPart,
  ScoredRow,
  ScoredVote,
  ScoreSummary,
  SummaryRow,
} from './score-card.js';
export { summaryOf } from './score-card.js';
export type * from './sensitivity-record.js';
export { sensitivityNames } from './sensitivity-record.js';
export type { Store } from './store.js';
export type { EventRow, MeasureRow, SeriesRow } from './tables.js';
export type { Frame } from './trajectory/frame.js';
export { readSimularium } from './trajectory/read-simularium.js';
export { sideBySide, type TitledRun } from './trajectory/side-by-side.js';
export { type TrajectoryText, writeSimularium } from './trajectory/simularium.js';
export {
  type ArmAssumptions,
  type AssumptionsTried,
  type DirectEvidenceRow,
  type PlausibleNumber,
  readUncertainty,
  type UncertaintyRecord,
  uncertaintyName,
  writeUncertainty,
} from './uncertainty-record.js';
