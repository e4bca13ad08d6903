import { BadInput } from '@invadolab/core';

/** A cell of a table and where it stands in its file. */
export interface CsvCell {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
}

/**
 * The rows of a text with separated values (RFC 4180): comma, semicolon or tab, whichever the first line has most of;
 * quoted cells may hold separators, line breaks and doubled quotes. Empty lines and lines that begin with # are left out.
 * Throws `BadInput` for a quote that is not closed, or text after a closing quote.
 */
export function readCsv(text: string, file: string): readonly (readonly CsvCell[])[] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  while (at <= source.length) {
    const cell = { line, column: at - lineStart + 1 };
    if (row.length === 0 && source[at] === '#') {
      while (at < source.length && source[at] !== '\n') at++;
      if (at >= source.length) break;
      at++;
      line++;
      lineStart = at;
      continue;
    }
    let content = '';
    if (/^[ \t]*"/.test(source.slice(at, at + 20)) && separator !== '"') {
      at = source.indexOf('"', at) + 1;
      for (;;) {
        if (at >= source.length) throw new BadInput('a quote is not closed', { file, ...cell, expected: '"' });
        if (source[at] === '"' && source[at + 1] === '"') {
          content += '"';
          at += 2;
        } else if (source[at] === '"') {
          at++;
          break;
        } else {
          if (source[at] === '\n') {
            line++;
            lineStart = at + 1;
          }
          content += source[at++];
        }
      }
      while (source[at] === ' ') at++;
      if (at < source.length && ![separator, '\n', '\r'].includes(source[at]))
        throw new BadInput('text after a quote', {
          file,
          line,
          column: at - lineStart + 1,
          found: source[at],
          expected: `${shown(separator)} or the end of the line`,
        });
    } else {
      const start = at;
      while (at < source.length && source[at] !== separator && source[at] !== '\n') at++;
      content = source.slice(start, at).trim();
    }
    row.push({ text: content, ...cell });
    if (source[at] === '\r') at++;
    if (at < source.length && source[at] === separator) {
      at++;
      continue;
    }
    if (row.some((each) => each.text !== '')) rows.push(row);
    row = [];
    at++;
    line++;
    lineStart = at;
  }
  return rows;
}

function separatorOf(text: string): string {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const counts = [',', ';', '\t'].map((mark) => first.split(mark).length);
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))];
}

function shown(separator: string): string {
  return separator === '\t' ? 'a tab' : separator;
}
