export { type CompletedRun, completePlan, type RunToComplete } from './complete.js';
export { completeDrugScreen, drugScreenSeconds } from './drug-screen.js';
export { calibratedOf, type Evidence, evidenceOf, onlyRows, priorExceptionsOf } from './evidence.js';
export { channelsOf, guessedChannels } from './quantify/channels.js';
export type { ImageFile, RulerChoices } from './quantify/choices.js';
export {
  type ImagesToMeasure,
  imageName,
  type MeasuredImages,
  quantifyImages,
} from './quantify/images.js';
export type { Shipped } from './shipped.js';
export type { OnProgress, Stage } from './stage.js';
export { type Calibration, calibrate, calibrateReduced, type Patience } from './timing.js';
export { type Asked, uncertaintyCounts, uncertaintyOf } from './uncertainty.js';
