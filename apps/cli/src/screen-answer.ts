import { join } from 'node:path';
import { askedText, drugScreenSentences, pairTable, rankTable, type TextTable } from '@invadolab/report';
import { type DrugScreenRecord, drugScreenNames } from '@invadolab/results';
import { textTable } from './tables.js';
import { jsonAnswer, notice } from './terminal.js';

const shownPairs = 10;

/** A screen as a person reads it in a terminal: the ranked drugs, the strongest pairs, what was only listed. */
export function drugScreenAnswerText(record: DrugScreenRecord, out: string): string {
  const drawn = ({ title, headings, rows }: TextTable) => `${title}\n${textTable(headings, rows)}`;
  const listed = record.listed.map(({ name, reason }) => `${name}: ${reason}`);
  const sections = [
    record.screen,
    drawn(rankTable(record)),
    drugScreenSentences(record).join('\n'),
    ...(record.pairs.length > 0 ? [drawn(pairTable(record, shownPairs))] : []),
    ...(listed.length > 0 ? [`Listed, not ranked\n${listed.join('\n')}`] : []),
    askedText(record),
    `Report: ${join(out, drugScreenNames.report)}`,
    notice,
  ];
  return `\n${sections.join('\n\n')}\n`;
}

/** The same for programs. */
export function drugScreenAnswerJson(record: DrugScreenRecord, out: string): string {
  return jsonAnswer('screen', { out, report: join(out, drugScreenNames.report), ...record });
}
