import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportSbml } from '../src/index.js';
import { everything } from './everything.js';

const molecules = {
  LIGAND: { uniprot: 'P01133' },
  RECEPTOR: { uniprot: 'P00533', chebi: 'CHEBI:16618', go: 'GO:0005885' },
};
const { xml, omitted } = exportSbml(everything, { molecules, notice: 'Research use only.' });

/** The lines of one element. */
function elementOf(kind: string, id: string): string {
  const start = xml.search(new RegExp(`<${kind}[^>]* id="${id}"`));
  assert.ok(start >= 0, id);
  return xml.slice(start, xml.indexOf(`</${kind}>`, start));
}

test('a species is one molecule, or has several as parts', () => {
  const ligand = elementOf('species', 'L');
  assert.match(ligand, /bqbiol:is>/);
  assert.match(ligand, /rdf:about="#meta_L"/);
  assert.match(ligand, /https:\/\/identifiers\.org\/uniprot:P01133/);
  const pair = elementOf('species', 'B');
  assert.match(pair, /bqbiol:hasPart>/);
  for (const id of ['uniprot:P01133', 'uniprot:P00533', 'CHEBI:16618', 'GO:0005885']) assert.ok(pair.includes(id), id);
});

test('a parameter says how it was written, its range, its source and the publication', () => {
  const k = elementOf('parameter', 'k');
  assert.match(k, /Written as 0\.05 1\/s\./);
  assert.match(k, /Plausible range 0\.01 1\/s to 1 1\/s\./);
  assert.match(k, /Source: measured, smith2001\./);
  assert.match(k, /isDescribedBy/);
  assert.match(k, /identifiers\.org\/doi:10\.1000\/xyz/);
});

test('the notes carry the title, the notice and the references; what nothing reads is not written', () => {
  assert.match(xml, /<p>One of everything &amp; &lt;more&gt;<\/p>/);
  assert.match(xml, /<p>Research use only\.<\/p>/);
  assert.match(xml, /Reference smith2001: Smith A \(2001\) doi:10\.1000\/xyz\./);
  assert.doesNotMatch(xml, /unread/);
  assert.deepEqual(omitted, []);
});

test('a place and those around it, without those inside', () => {
  const { xml: bath, omitted: left } = exportSbml(everything, { place: 'bath' });
  assert.match(bath, /<compartment id="bath"/);
  assert.doesNotMatch(bath, /<compartment id="cell"/);
  assert.ok(left.some(({ what, id }) => what === 'place' && id === 'cell'));
  assert.throws(() => exportSbml(everything, { place: 'bathe' }), /unknown place; found "bathe".*nearest is "bath"/);
});
