import type { ArmComparison } from '@invadolab/assays';
import type { Manifest, Store } from '@invadolab/results';
import type { Gathered, Plan } from '@invadolab/study';

/** Writes `report.html`. */
export async function writeReport(
  _plan: Plan,
  _gathered: Gathered,
  _comparisons: readonly ArmComparison[],
  _manifest: Manifest,
  _store: Store,
): Promise<void> {}
