export type * from './assay.js';
export { type Adaptation, type AdaptationPlan, adaptation, type Gain } from './compare/adaptive.js';
export {
  type ArmComparison,
  type ComparisonPlan,
  compareArms,
  compareLifetimes,
  type LifetimePlan,
  samplesOf,
} from './compare/arms.js';
export {
  mean,
  meanOfMeans,
  PairedBootstrap,
  quantile,
  type Resampling,
  type Sample,
  type Statistic,
} from './compare/bootstrap.js';
export { type CellsNeeded, cellsNeeded, powerWanted } from './compare/cells-needed.js';
export { type Decision, decide, decisionBounds, type Effect, effects } from './compare/effect.js';
export { medianLifetime, restrictedMean, type SurvivalStep, survival } from './compare/kaplan-meier.js';
export { type LifeSpan, type Track, tracksOf } from './compare/tracks.js';
export { wilson } from './compare/wilson.js';
export { type ExposureMeasure, readExposureMeasure, targetWords } from './exposure-measures.js';
export { frap } from './frap.js';
export { gelatin } from './gelatin.js';
export { composite, type DisplayRange, displayColour, SharedRange, sharedRange } from './images/composite.js';
export { writeChannelPng, writeCompositePng } from './images/png.js';
export { readStack } from './images/read-stack.js';
export { readOmeTiff } from './images/read-tiff.js';
export type { ImageStack, StackFacts } from './images/stack.js';
export { writeOmeTiff } from './images/tiff.js';
export { lifetimes } from './lifetimes.js';
export { fates, type OrganSlots, organMeasure, organsRole } from './metastasis.js';
export { imageChannels, renderScene } from './microscope/render.js';
export { microscopeSettings, rulerSettings, settingValues } from './microscope/settings.js';
export { network } from './network.js';
export { type ExposureCourse, exposureRole } from './pharmacokinetics.js';
export {
  assays,
  nearestMeasure,
  type Readings,
  type ResolvedMeasure,
  resolveMeasure,
  takenMeasure,
} from './registry.js';
export { bleachingRoles, imagingRoles, networkRoles } from './roles.js';
export { type ChannelRole, channelRoles, type Field } from './ruler/image/field.js';
export { type Measured, measureField } from './ruler/image/measure-field.js';
export {
  type FieldOutlines,
  type Loops,
  type OutlinedCell,
  outlinesOf,
  type RingedPunctum,
} from './ruler/image/outlines.js';
export type { Plane } from './ruler/image/plane.js';
export { type Flag, qualityLimits } from './ruler/image/quality.js';
export { blankShare, type Quantified, type QuantifyOptions, quantify } from './ruler/image/quantify.js';
export {
  type CellRow,
  type FieldRow,
  type HoleRow,
  type PunctumRow,
  rulerTables,
  type TrackRow,
} from './ruler/image/tables.js';
export { type Thresholds, thresholdDefinitions, thresholds } from './ruler/image/thresholds.js';
export { imageMeasures } from './ruler/measure-definitions.js';
export { isVisible } from './ruler/puncta.js';
export type { Ruler } from './ruler/ruler.js';
export type { Film, Scene, SceneCell, SceneSite } from './ruler/scene.js';
export { type SceneGlance, SceneWatch } from './scene-watch.js';
export { clonogenicSurvival, survivalMeasures } from './survival.js';
