import { useOpenedStudy } from '../../study/opened-study.js';
import { Workbench } from '../../study/workbench.js';
import { AssayControls } from './controls/assay-controls.js';
import { LiveView } from './live-view.js';

const assays = ['gelatin', 'lifetimes', 'frap', 'network', 'pharmacokinetics'];

/** One cell and its film under the microscope, arm beside arm, while the study runs. */
export function AssayRoom() {
  const opened = useOpenedStudy('flagship');
  if (opened === undefined) return null;
  return (
    <Workbench
      key={opened.text}
      room="assay"
      initial={opened}
      assays={assays}
      controls={(study) => <AssayControls study={study} />}
      view={(study, run) => <LiveView study={study} run={run} />}
    />
  );
}
