import type { CalibrationRecord } from '@invadolab/results';
import { significant } from '../fit/significant.js';
import { unitText } from '../wording.js';

/** What a calibration has to say, the most important first, in plain sentences. */
export function calibrationSentences(record: CalibrationRecord): readonly string[] {
  const { votes, priorVotes, leftOut, parameters, ridges, distinct, effective, reached, slow } = record;
  const passed = (own: readonly { readonly pass: boolean }[]) => own.filter(({ pass }) => pass).length;
  const left = leftOut.flatMap((each) => each.votes);
  const missed = votes.filter(({ pass }) => !pass);
  const known = parameters.filter(({ identified }) => identified);
  const unknown = parameters.filter(({ identified }) => !identified);
  const piled = parameters.filter(({ edge }) => edge !== undefined);
  return [
    `${passed(votes)} of ${votes.length} votes to calibrate with pass on the accepted parameter sets; ${passed(priorVotes)} on draws of the prior; ${passed(left)} where the paper itself is left out.`,
    `${parameters.length} parameters were fitted to ${votes.length} votes. ${distinct} different sets are accepted, worth ${Math.round(effective)} equally weighted ones.`,
    ...(missed.length > 0 ? [`Missed: ${missed.map(({ family, cited }) => `${family} (${cited})`).join('; ')}.`] : []),
    ...(reached
      ? []
      : ['No set meets every vote with its margin: the accepted ones are the nearest of those that were tried.']),
    ...(known.length > 0
      ? [
          `Identified: ${known.map(({ id, posterior, unit }) => `${id} = ${`${significant(posterior.median)} ${unitText(unit)}`.trim()} (90 % interval ${significant(posterior.low)} to ${significant(posterior.high)})`).join('; ')}.`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `Not identifiable from these rows: ${unknown.map(({ name, width }) => `${name} (its interval keeps ${Math.round(100 * Math.min(width, 1))} % of the prior's width)`).join('; ')}.`,
        ]
      : []),
    ...ridges.map(({ parameters: [a, b] }) => `Known only together: ${a} and ${b}.`),
    ...(slow.length > 0
      ? [`Not fitted to, because only the full form answers them: ${slow.join(', ')}. A validation scores them.`]
      : []),
    ...piled.map(
      ({ id, edge }) =>
        `${id} piles up at the ${edge} end of its plausible range: a wider range may change the answer.`,
    ),
  ];
}
