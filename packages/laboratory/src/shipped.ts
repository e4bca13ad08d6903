import type { CatalogFile } from '@invadolab/model';

/** What ships with the program besides the catalogue, however an application keeps it. */
export interface Shipped {
  /** All YAML files of `evidence/`, by their path below it. */
  evidence(): Promise<readonly CatalogFile[]>;
  /** Text of the calibrated sets; undefined where there are none. */
  ensemble(): Promise<string | undefined>;
  /** Text of the score card: how the model stood against every published row; undefined where it was never scored. */
  scores(): Promise<string | undefined>;
}
