import { useMemo, useRef, useState } from 'react';
import type { WrittenStudy } from '../../study/use-study.js';
import type { StudySummary } from '../../worker/calls/study.js';

type Arm = StudySummary['arms'][number];

const usual = 2;

/** Arms of the study that can be looked at, and those that are: the control and one more, until somebody chooses. */
export function useShownArms({ checked }: WrittenStudy): {
  readonly arms: readonly Arm[];
  readonly chosen: readonly Arm[];
  choose(ids: readonly string[]): void;
} {
  const [picked, setPicked] = useState<readonly string[]>([]);
  // While a study is being corrected, the arms it had last stay.
  const last = useRef<StudySummary>(undefined);
  if (checked && 'summary' in checked) last.current = checked.summary;
  const summary = last.current;
  return useMemo(() => {
    const arms = summary?.arms ?? [];
    const own = arms.filter(({ automatic }) => !automatic);
    const chosen = arms.filter(({ id }) => picked.includes(id));
    if (chosen.length > 0) return { arms, chosen, choose: setPicked };
    const control = own.filter(({ id }) => id === summary?.control);
    const others = own.filter(({ id }) => id !== summary?.control);
    return { arms, chosen: [...control, ...others].slice(0, usual), choose: setPicked };
  }, [summary, picked]);
}
