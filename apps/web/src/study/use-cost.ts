import { useEffect, useState } from 'react';
import { laboratory } from '../laboratory/laboratory.js';
import type { WrittenStudy } from './use-study.js';

/** s that a study will take on this machine; undefined while nobody knows, and while something else runs. */
export function useCost({ checked, request }: WrittenStudy, busy: boolean): number | undefined {
  const [seconds, setSeconds] = useState<number>();
  const ready = checked !== undefined && 'summary' in checked;
  useEffect(() => {
    if (!ready || busy) return;
    let current = true;
    laboratory()
      .cost(request)
      .then((cost) => current && setSeconds(cost.seconds))
      .catch(() => current && setSeconds(undefined));
    return () => {
      current = false;
    };
  }, [request, ready, busy]);
  return ready ? seconds : undefined;
}
