import type { Catalog } from '@invadolab/model';
import type { Ensemble } from '../evidence/ensemble.js';
import type { Place } from '../shape.js';
import type { DrugScreen } from './screen.js';

/** What a screen's result depends on. */
export interface DrugScreenSubject {
  readonly screen: DrugScreen;
  readonly place: Place;
  readonly catalog: Catalog;
  /** At least as many sets as the screen has draws. */
  readonly ensemble: Ensemble;
  /** Id of the engine of the full form. */
  readonly engine: string;
  readonly version: string;
}
