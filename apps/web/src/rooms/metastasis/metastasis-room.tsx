import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../app/address.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { useOpenedStudy } from '../../study/opened-study.js';
import { Workbench } from '../../study/workbench.js';
import type { BodyFacts } from '../../worker/calls/bodies.js';
import { BodiesView } from './bodies-view.js';
import { BodyControls } from './controls.js';
import { example } from './example.js';
import './metastasis.css';

/** Simulated individuals from a primary to metastases, arm beside arm. */
export function MetastasisRoom() {
  const { params } = useAddress();
  const named = useOpenedStudy('metastasis-tks5');
  const { t } = useTranslation('metastasis');
  // In the language in which somebody enters; from then on the text is theirs.
  const [own] = useState(() => ({ text: example(t), quick: true }));
  const [facts, setFacts] = useState<BodyFacts>();
  useEffect(() => {
    laboratory().bodyFacts().then(setFacts);
  }, []);
  const opened = params.has('study') || params.has('card') ? named : own;
  if (opened === undefined || facts === undefined) return null;
  return (
    <Workbench
      key={opened.text}
      room="metastasis"
      initial={opened}
      controls={(study) => <BodyControls study={study} facts={facts} />}
      view={(study, run) => <BodiesView study={study} run={run} facts={facts} />}
    />
  );
}
