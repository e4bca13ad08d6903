import { useOpenedStudy } from '../../study/opened-study.js';
import { Workbench } from '../../study/workbench.js';
import { AssayControls } from './controls/assay-controls.js';
import { LiveMicroscope } from './live-microscope.js';

/** One cell and its film under the microscope, arm beside arm, while the study runs. */
export function AssayRoom() {
  const opened = useOpenedStudy('flagship');
  if (opened === undefined) return null;
  return (
    <Workbench
      key={opened.text}
      room="assay"
      initial={opened}
      controls={(study) => <AssayControls study={study} />}
      view={(study, run) => <LiveMicroscope study={study} run={run} />}
    />
  );
}
