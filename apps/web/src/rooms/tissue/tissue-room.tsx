import './tissue.css';
import { useOpenedStudy } from '../../study/opened-study.js';
import { Workbench } from '../../study/workbench.js';
import { TissueControls } from './tissue-controls.js';
import { TissueView } from './tissue-view.js';

/** Tissues in three dimensions, arm beside arm, while their cells move. */
export function TissueRoom() {
  const opened = useOpenedStudy('spheroid-invasion');
  if (opened === undefined) return null;
  return (
    <Workbench
      key={opened.text}
      room="tissue"
      initial={opened}
      controls={(study) => <TissueControls study={study} />}
      view={(study, run) => <TissueView study={study} run={run} />}
    />
  );
}
