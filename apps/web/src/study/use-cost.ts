import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { laboratory } from '../laboratory/laboratory.js';
import type { StudyCost } from '../worker/calls/study.js';
import type { WrittenStudy } from './use-study.js';

/** What a study will take on this machine: as it is asked for, and in full. */
export interface ShownCost {
  readonly asked: StudyCost;
  readonly full: StudyCost;
}

/** ms of quiet after a change before a study is timed: cores are for what somebody is doing. */
const quiet = 700;

/** What a study will cost; undefined while nobody knows, and while something runs here, as timing would slow that down. */
export function useCost({ checked, request }: WrittenStudy, busy: boolean): ShownCost | undefined {
  const [known, setKnown] = useState<ShownCost>();
  const [settled] = useDebouncedValue(request, quiet);
  const ready = checked !== undefined && 'summary' in checked;
  useEffect(() => {
    if (!ready || busy) return;
    let current = true;
    laboratory()
      .cost(settled)
      .then((cost) => current && setKnown(cost))
      .catch(() => current && setKnown(undefined));
    return () => {
      current = false;
    };
  }, [settled, ready, busy]);
  return ready && !busy ? known : undefined;
}
