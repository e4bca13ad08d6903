import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../app/address.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { useOpenedStudy } from '../../study/opened-study.js';
import { Workbench } from '../../study/workbench.js';
import type { DosedDrugFacts } from '../../worker/calls/exposure.js';
import { TreatmentControls } from './controls.js';
import { example } from './example.js';
import { TreatmentView } from './treatment-view.js';
import './treatment.css';

interface Facts {
  readonly drugs: readonly DosedDrugFacts[];
  readonly cells: readonly string[];
}

/** Doses and fractions on a timeline, what is free of them at the cell, and what cells do. */
export function TreatmentRoom() {
  const { t } = useTranslation('treatment');
  const { params } = useAddress();
  const named = useOpenedStudy('radiation-mmp14');
  // In the language in which somebody enters; from then on the text is theirs.
  const [own] = useState(() => ({ text: example(t), quick: true }));
  const [facts, setFacts] = useState<Facts>();
  useEffect(() => {
    const known = laboratory();
    Promise.all([known.dosedDrugs(), known.names()]).then(([drugs, { cells }]) =>
      setFacts({ drugs, cells: cells.filter(({ kind }) => kind === 'tumour').map(({ id }) => id) }),
    );
  }, []);
  const opened = params.has('study') || params.has('card') ? named : own;
  if (opened === undefined || facts === undefined) return null;
  return (
    <Workbench
      key={opened.text}
      room="treatment"
      initial={opened}
      controls={(study) => <TreatmentControls study={study} cells={facts.cells} />}
      view={(study, run) => <TreatmentView study={study} run={run} drugs={facts.drugs} />}
    />
  );
}
