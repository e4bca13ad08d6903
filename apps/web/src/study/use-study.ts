import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { isMap, parseDocument } from 'yaml';
import { laboratory } from '../laboratory/laboratory.js';
import type { Checked, StudyRequest } from '../worker/calls/study.js';

/** A study that somebody is writing or moving sliders of. */
export interface WrittenStudy {
  readonly text: string;
  setText(text: string): void;
  /** Takes the sizes under `quick:`. */
  readonly quick: boolean;
  setQuick(quick: boolean): void;
  readonly seed?: number;
  /** What the laboratory says of it; undefined while it reads. */
  readonly checked: Checked | undefined;
  readonly request: StudyRequest;
  /** A value of the file at a path (`['environment', 'oxygen']`); undefined where there is none. */
  at(path: readonly (string | number)[]): unknown;
  /** Writes a value there and keeps the rest of the file, comments too; undefined takes it away. */
  change(path: readonly (string | number)[], value: unknown): void;
}

const typingPause = 250;

/** Follows a study as it is changed and has it checked after each pause. */
export function useStudy(initial: {
  readonly text: string;
  readonly quick?: boolean;
  readonly seed?: number;
}): WrittenStudy {
  const [text, setText] = useState(initial.text);
  const [quick, setQuick] = useState(initial.quick ?? true);
  const [checked, setChecked] = useState<Checked>();
  const [settled] = useDebouncedValue(text, typingPause);
  const { seed } = initial;
  const request = useMemo(
    () => ({ text: settled, options: { quick, ...(seed !== undefined && { seed }) } }),
    [settled, quick, seed],
  );
  useEffect(() => {
    let current = true;
    laboratory()
      .check(request)
      .then((answer) => current && setChecked(answer));
    return () => {
      current = false;
    };
  }, [request]);
  const parsed = useMemo(() => parseDocument(text), [text]);
  return {
    text,
    setText,
    quick,
    setQuick,
    seed,
    checked,
    request,
    at: (path) => {
      const found = parsed.errors.length === 0 && isMap(parsed.contents) ? parsed.getIn(path) : undefined;
      return isMap(found) ? found.toJSON() : found;
    },
    change: (path, value) => {
      const next = parseDocument(text);
      if (next.errors.length > 0) return;
      if (value === undefined) next.deleteIn(path);
      else next.setIn(path, next.createNode(value));
      setText(next.toString({ lineWidth: 0, flowCollectionPadding: false }));
    },
  };
}
