import { useEffect, useState } from 'react';
import { laboratory } from '../../laboratory/laboratory.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { ExposureCurve } from '../../worker/calls/exposure.js';

/** What is free at the cell and held of its targets, anew after every change of the schedule; the last one while the next is reckoned. */
export function useExposure(
  { request, checked }: WrittenStudy,
  arm: string | undefined,
  end: number,
): { readonly curves: readonly ExposureCurve[]; readonly stale: boolean } {
  const [shown, setShown] = useState<{ readonly of?: unknown; readonly curves: readonly ExposureCurve[] }>({
    curves: [],
  });
  const ready = checked !== undefined && 'summary' in checked;
  useEffect(() => {
    if (!ready || arm === undefined) return;
    let current = true;
    laboratory()
      .exposure(request, arm, 3600 * end)
      .then((curves) => {
        if (current && curves !== undefined) setShown({ of: request, curves });
      })
      // A study that is changed again meanwhile may not be in order any more: the workbench says so.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [request, ready, arm, end]);
  return { curves: shown.curves, stale: shown.of !== request };
}
