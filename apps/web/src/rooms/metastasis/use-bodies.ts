import { useThrottledValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { laboratory } from '../../laboratory/laboratory.js';
import type { RunState } from '../../laboratory/run-session.js';
import { type Bodies, BodiesReader } from '../../worker/individuals.js';

/** ms between two drawings of what grows. */
const pace = 300;

/** The individuals that are known so far: those of finished pieces of work while a run goes on, then all with their events. */
export function useBodies(run: RunState): Bodies {
  const growing = useGrowing(run);
  const [whole, setWhole] = useState<{ readonly id: string; readonly bodies: Bodies }>();
  const id = run.phase === 'done' ? run.id : undefined;
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    laboratory()
      .bodies(id)
      .then((bodies) => current && setWhole({ id, bodies }));
    return () => {
      current = false;
    };
  }, [id]);
  return id !== undefined && whole?.id === id ? whole.bodies : growing;
}

function useGrowing({ rows, begun }: RunState): Bodies {
  const known = useRef<{ begun?: number; taken: number; reader: BodiesReader }>({
    taken: 0,
    reader: new BodiesReader(),
  });
  const shown = useThrottledValue(rows, pace);
  return useMemo(() => {
    if (known.current.begun !== begun || known.current.taken > shown.length) {
      known.current = { begun, taken: 0, reader: new BodiesReader() };
    }
    const { reader, taken } = known.current;
    reader.take(shown.slice(taken));
    known.current.taken = shown.length;
    return reader.bodies();
  }, [shown, begun]);
}
