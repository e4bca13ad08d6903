import { useEffect, useState } from 'react';
import type { Document } from 'yaml';
import { laboratory } from '../../../laboratory/laboratory.js';
import type { WrittenStudy } from '../../../study/use-study.js';
import type { Menus } from '../../../worker/calls/menus.js';
import type { Problem } from '../../../worker/problem.js';

/** Menus of a study, and a way to write what they choose that never leaves an invalid file behind. */
export interface Writer {
  readonly menus: Menus | undefined;
  /** While the file is not in order nothing can be chosen. */
  readonly disabled: boolean;
  /** Why the last choice was not written, in the model's words. */
  readonly refused: Problem | undefined;
  /** Asks the laboratory whether the changed study is in order, and writes it if so. */
  propose(change: (document: Document) => void): Promise<void>;
  /** Writes a number from a range that is known to be in order, at once. */
  write(change: (document: Document) => void): void;
}

/** Menus of the latest study that was in order. */
export function useWriter(study: WrittenStudy): Writer {
  const { checked, request } = study;
  const [menus, setMenus] = useState<Menus>();
  const [refused, setRefused] = useState<Problem>();
  const ready = checked !== undefined && 'summary' in checked;
  useEffect(() => {
    if (!ready) return;
    let current = true;
    laboratory()
      .menus(request)
      .then((found) => current && setMenus(found))
      // It was checked just before, so only a newer text can be out of order, and that is said beside it.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [ready, request]);
  return {
    menus,
    disabled: checked !== undefined && 'problem' in checked,
    refused,
    async propose(change) {
      const text = study.edited(change);
      if (text === undefined) return;
      const answer = await laboratory().check({ text, options: request.options });
      if ('problem' in answer) setRefused(answer.problem);
      else {
        setRefused(undefined);
        study.setText(text);
      }
    },
    write(change) {
      const text = study.edited(change);
      if (text !== undefined) study.setText(text);
    },
  };
}
