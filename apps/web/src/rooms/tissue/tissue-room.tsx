import './tissue.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../app/address.js';
import { useOpenedStudy } from '../../study/opened-study.js';
import { Workbench } from '../../study/workbench.js';
import { assayStudies, spoken } from './assay-studies.js';
import { TissueControls } from './tissue-controls.js';
import { TissueView } from './tissue-view.js';

const example = 'invasion';

/** Tissues in three dimensions, arm beside arm, while their cells move. */
export function TissueRoom() {
  const { t } = useTranslation('tissue');
  const { params } = useAddress();
  const opened = useOpenedStudy(assayStudies[example]);
  // What somebody else wrote stays as it was written; the example speaks the language in which somebody enters.
  const own = !['study', 'run', 'card'].some((name) => params.has(name));
  const [speak] = useState(() => t);
  if (opened === undefined) return null;
  return (
    <Workbench
      key={opened.text}
      room="tissue"
      initial={own ? { ...opened, text: spoken(opened.text, example, speak) } : opened}
      controls={(study) => <TissueControls study={study} />}
      view={(study, run) => <TissueView study={study} run={run} />}
    />
  );
}
