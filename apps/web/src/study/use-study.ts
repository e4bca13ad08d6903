import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { type Document, isMap } from 'yaml';
import { laboratory } from '../laboratory/laboratory.js';
import type { Checked, StudyRequest } from '../worker/calls/study.js';
import { documentOf, plainValue, textOf } from './study-text.js';

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
  /** The text after a change of its document, comments kept; undefined where the text is no YAML at all. */
  edited(change: (document: Document) => void): string | undefined;
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
  const parsed = useMemo(() => documentOf(text), [text]);
  // The same as long as nothing of it changes: what shows a study need not be drawn anew with every news of its run.
  return useMemo(() => {
    const edited = (change: (document: Document) => void) => {
      const next = documentOf(text);
      if (next.errors.length > 0) return undefined;
      change(next);
      return textOf(next);
    };
    return {
      text,
      setText,
      quick,
      setQuick,
      seed,
      checked,
      request,
      at: (path) =>
        parsed.errors.length === 0 && isMap(parsed.contents) ? plainValue(parsed.getIn(path, true)) : undefined,
      change: (path, value) => {
        const next = edited((document) => {
          if (value === undefined) document.deleteIn(path);
          else document.setIn(path, document.createNode(value));
        });
        if (next !== undefined) setText(next);
      },
      edited,
    };
  }, [text, quick, seed, checked, request, parsed]);
}
