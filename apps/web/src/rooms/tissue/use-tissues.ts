import { useEffect, useRef, useState } from 'react';
import { heard, laboratory } from '../../laboratory/laboratory.js';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { TissueMoment } from '../../worker/tissue/moment.js';

/** Looks at the tissue of each arm, in the order of time. */
export type Tissues = ReadonlyMap<string, readonly TissueMoment[]>;

const none: Tissues = new Map();

/**
 * What there is to be seen of some arms: the start before anything is run, every look while it runs, and what was kept once it is whole.
 */
export function useTissues(study: WrittenStudy, run: RunState, arms: readonly string[]): Tissues {
  const [tissues, setTissues] = useState(none);
  const request = useRef(study.request);
  request.current = study.request;
  const watched = useRef<number>(undefined);
  const key = arms.join('\n');
  const add = (moment: TissueMoment) =>
    setTissues((all) => new Map(all).set(moment.arm, [...(all.get(moment.arm) ?? []), moment]));

  // Before a run: how the tissue of the study as it stands begins.
  const plan = study.checked && 'summary' in study.checked ? study.checked.summary.plan : undefined;
  const before = run.phase === 'idle';
  useEffect(() => {
    if (!before || plan === undefined || key === '') return;
    const looks: TissueMoment[] = [];
    let current = true;
    const look = heard((moment: TissueMoment) => {
      looks.push(moment);
      if (current) setTissues(new Map(looks.map((each) => [each.arm, [each]])));
    });
    laboratory()
      .watchTissue(request.current, { arms: key.split('\n'), startOnly: true }, look)
      .catch(() => current && setTissues(none));
    return () => {
      current = false;
    };
  }, [before, plan, key]);

  // While it runs: the arms that were chosen when it began.
  useEffect(() => {
    if (run.begun === undefined || run.phase !== 'running' || watched.current === run.begun || key === '') return;
    watched.current = run.begun;
    setTissues(none);
    const begun = run.begun;
    laboratory()
      .watchTissue(
        request.current,
        { arms: key.split('\n') },
        heard((moment: TissueMoment) => watched.current === begun && add(moment)),
      )
      .catch(() => {});
  }, [run.begun, run.phase, key]);

  const stopped = run.phase === 'stopped';
  useEffect(() => {
    if (stopped) laboratory().stopWatchingTissue();
  }, [stopped]);

  // Arms that nobody watched, as soon as their piece of the run is finished.
  const { id, done } = run;
  const missing = before ? '' : arms.filter((arm) => !tissues.has(arm)).join('\n');
  const whole = run.phase === 'done';
  useEffect(() => {
    if (id === undefined || missing === '' || (done === 0 && !whole)) return;
    let current = true;
    for (const arm of missing.split('\n'))
      laboratory()
        .tissueOf(id, arm)
        .then((moments) => {
          if (current && moments.length > 0) setTissues((all) => (all.has(arm) ? all : new Map(all).set(arm, moments)));
        })
        .catch(() => {});
    return () => {
      current = false;
    };
  }, [id, done, whole, missing]);
  return tissues;
}
