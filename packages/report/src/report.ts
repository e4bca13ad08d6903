import { assays } from '@invadolab/assays';
import { adaptiveTables } from './adaptive.js';
import { answer, speakingDose } from './answer.js';
import { cellOrigin } from './cell-origin.js';
import { type Comparison, comparedArms, comparisons, ownArms } from './compared.js';
import { controlsTable } from './controls.js';
import { courses } from './courses.js';
import { distribution } from './distributions.js';
import { doseResponse } from './dose-response.js';
import { doseFamilies } from './doses.js';
import { exposure } from './exposure/exposure.js';
import { forest } from './forest.js';
import { hypothesesList } from './hypotheses.js';
import type { ReportInput } from './input.js';
import { limits } from './limits.js';
import { section } from './markup.js';
import { metastasisFigures } from './metastasis/metastasis.js';
import { methods } from './methods.js';
import { micrographs } from './micrographs.js';
import { htmlPage } from './page.js';
import { palette } from './palette.js';
import { resultsTables } from './results-table.js';
import { parameterTables, referenceList } from './sources.js';
import { survivalCurves } from './survival.js';
import { tissuePictures } from './tissue/tissue.js';
import { valuesTable } from './values.js';

/** Comparisons whose single cells are drawn; the rest stand in the tables. */
const drawnDistributions = 2;

/** A report as one HTML file that needs nothing else: no script, no network, no fonts. The same input gives the same text. */
export function renderReport(input: ReportInput): string {
  const { manifest, facts } = input;
  const compared = comparisons(input);
  const own = ownArms(input);
  const asked = comparedArms(input);
  const colours = palette(input);
  const [headline] = compared;
  const families = doseFamilies(input);
  const inFamily = new Set(families.flatMap(({ doses }) => doses.map(({ arm }) => arm)));
  const automatic = facts.arms.filter(({ expect, bare }) => expect !== undefined && bare !== true).map(({ id }) => id);
  const single = own.filter((arm) => !inFamily.has(arm));
  const beside = asked.filter((arm) => !inFamily.has(arm));
  const doses = headline === undefined ? [] : families.map((family) => doseResponse(input, headline, family, colours));
  const telling = headline === undefined ? [] : families.map((family) => speakingDose(headline, family));
  const highest = families.map(({ doses }) => doses[doses.length - 1].arm);
  const pictured = [...new Set([facts.control, ...single, ...telling, ...highest, ...automatic])];
  const individuals = metastasisFigures(input, own, colours);
  const parts = [
    section('answer', 'The answer', answerBox(input, headline, asked, compared)),
    headline === undefined
      ? ''
      : section(
          'effect',
          'Against the control',
          forest(input, headline, beside.length > 0 ? beside : asked, colours),
          ...doses,
        ),
    section('individuals', 'Simulated individuals', ...individuals),
    section('images', 'What the microscope would show', micrographs(input, pictured, headline)),
    section('tissue', 'What it looks like', ...tissuePictures(input)),
    section('exposure', 'What reaches the targets', ...exposure(input, colours)),
    section('courses', 'Over time', courses(input, own, colours)),
    section('lifetimes', 'How long they last', survivalCurves(input, own, colours)),
    section(
      'cells',
      'Cell by cell',
      // Of individuals, most measures are few whole numbers, and there are too many individuals for a dot each.
      ...(individuals.length > 0 ? [] : compared.slice(0, drawnDistributions)).map((each) =>
        distribution(input, each, own, colours),
      ),
    ),
    section('controls', 'Controls', controlsTable(input)),
    section('adaptive', 'What survivors do after treatment', adaptiveTables(input)),
    section('hypotheses', 'Where the literature disagrees', hypothesesList(input)),
    section('table', 'All comparisons', resultsTables(input, compared, [...asked, ...automatic])),
    section('cell', 'Where the cell comes from', cellOrigin(input)),
    section('limits', 'What the model cannot say', limits(input)),
    section('parameters', 'Where the numbers come from', parameterTables(input)),
    section('references', 'References used by this model', referenceList(input)),
    section('methods', 'Methods and settings', methods(input, compared)),
  ];
  return htmlPage({
    title: manifest.study,
    kicker: `${assays[manifest.assay].title} \u00b7 simulated experiment`,
    heading: manifest.study,
    colours,
    sections: parts,
  });
}

function answerBox(
  input: ReportInput,
  headline: Comparison | undefined,
  own: readonly string[],
  compared: readonly Comparison[],
): string {
  if (headline === undefined || own.length === 0) return valuesTable(input);
  return `<div class="answer">${answer(input, headline, compared)}</div>`;
}
