import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { importSbml } from '../src/index.js';
import { semanticCases } from './semantic-cases.js';

const math = (inside: string): string => `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside}</math>`;
const space = 'http://www.sbml.org/sbml/level3/version2/core';

const good = `<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="${space}" level="3" version="2">
  <model id="m">
    <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
    <listOfSpecies>
      <species id="A" compartment="c" initialConcentration="1" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>
    </listOfSpecies>
    <listOfParameters><parameter id="k" value="1" constant="true"/></listOfParameters>
    <listOfReactions>
      <reaction id="r" reversible="false">
        <listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
        <kineticLaw>${math('<apply><times/><ci>k</ci><ci>A</ci></apply>')}</kineticLaw>
      </reaction>
    </listOfReactions>
  </model>
</sbml>
`;

function changed(from: string, to: string): string {
  assert.ok(good.includes(from), from);
  return good.replace(from, to);
}

const law = math('<apply><times/><ci>k</ci><ci>A</ci></apply>');
const inLaw = (inside: string): string => changed(law, math(inside));
const added = (list: string): string => changed('    <listOfReactions>', `    ${list}\n    <listOfReactions>`);
const event = (inside: string): string =>
  changed(
    '  </model>',
    `<listOfEvents><event id="e" useValuesFromTriggerTime="true">${inside}</event></listOfEvents></model>`,
  );
const trigger = `<trigger initialValue="true" persistent="true">${math('<apply><gt/><ci>A</ci><cn>1</cn></apply>')}</trigger>`;

const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><sbml>&b;</sbml>`;

/** A document of every wrong kind: what is wrong, the text, and what the one line must say. */
const wrong: readonly (readonly [string, string, RegExp])[] = [
  ['nothing', '', /an empty file/],
  ['blanks', ' \n \n', /an empty file/],
  ['no XML', 'format: 1\nmodel: x\n', /:3:1: not well-formed XML/],
  ['half a document', good.slice(0, 700), /:\d+:\d+: not well-formed XML.*(unclosed|unexpected end)/],
  ['a tag that closes another', good.replace('</kineticLaw>', '</kineticLow>'), /:12:\d+: not well-formed XML/],
  ['zero bytes', good.replace('<model', '\0<model'), /not well-formed XML.*disallowed character/],
  ['entities that grow', bomb, /:1:\d+: a document type is declared/],
  ['an outer file', '<!DOCTYPE sbml SYSTEM "file:///etc/passwd"><sbml/>', /a document type is declared/],
  ['an unknown entity', good.replace('id="m"', 'id="&who;"'), /not well-formed XML/],
  ['endless nesting', `<sbml xmlns="${space}">${'<a>'.repeat(5000)}`, /a document larger than any model/],
  ['too many elements', `<sbml xmlns="${space}">${'<a/>'.repeat(500_000)}</sbml>`, /a document larger than any model/],
  ['another language', '<html><body/></html>', /:1:1: not an SBML document; found "<html>"/],
  ['Level 1', '<sbml xmlns="http://www.sbml.org/sbml/level1" level="1" version="2"/>', /a level of SBML.*level 1/],
  ['no model', `<sbml xmlns="${space}" level="3" version="2"/>`, /:1:1: an SBML document without a model/],
  [
    'comp',
    changed(
      'level="3"',
      'xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1" comp:required="true" level="3"',
    ),
    /:2:1: the package comp is not supported/,
  ],
  [
    'fbc',
    changed(
      'level="3"',
      'xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version2" fbc:required="false" level="3"',
    ),
    /the package fbc is not supported/,
  ],
  [
    'an algebraic rule',
    added(`<listOfRules>\n<algebraicRule>${math('<ci>A</ci>')}</algebraicRule></listOfRules>`),
    /:10:1: an algebraic rule is not supported/,
  ],
  [
    'a fast reaction',
    changed('<reaction id="r"', '<reaction id="r" fast="true"'),
    /:10:7: a fast reaction is not supported/,
  ],
  [
    'a delayed event',
    event(`${trigger}<delay>${math('<cn>1</cn>')}</delay>`),
    /:\d+:\d+: the delay of an event is not supported/,
  ],
  [
    'an event with priority',
    event(`${trigger}<priority>${math('<cn>1</cn>')}</priority>`),
    /the priority of an event is not supported/,
  ],
  ['an event without trigger', event(''), /an event without a trigger/],
  [
    'a delay in a formula',
    inLaw(
      '<apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/delay"> d </csymbol><ci>A</ci><cn>1</cn></apply>',
    ),
    /:\d+:\d+: the symbol delay is not supported/,
  ],
  [
    'a rate in a formula',
    inLaw(
      '<apply><csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/rateOf"> d </csymbol><ci>A</ci></apply>',
    ),
    /the symbol rateOf is not supported/,
  ],
  [
    'an inverse cosine',
    inLaw('<apply><arccos/><ci>A</ci></apply>'),
    /:\d+:\d+: the operation arccos is not supported; found "arccos".*nearest/,
  ],
  ['an integral', inLaw('<apply><int/><ci>A</ci></apply>'), /the operation int is not supported/],
  ['a matrix', inLaw('<matrix/>'), /the formula uses <matrix>/],
  ['infinity', inLaw('<infinity/>'), /the formula uses <infinity>/],
  ['a number that is none', inLaw('<cn>much</cn>'), /a number cannot be read; found "much/],
  ['a formula that is none', changed(law, '<math><ci>A</ci></math>'), /a formula that is not MathML/],
  [
    'no kinetic law',
    changed(`<kineticLaw>${law}</kineticLaw>`, ''),
    /:\d+:\d+: a reaction without a kinetic law; found "r"/,
  ],
  ['an unknown name', inLaw('<ci>kk</ci>'), /:\d+:\d+: an unknown name in a formula; found "kk".*nearest is "k"/],
  ['an unknown function', inLaw('<apply><ci>f</ci><ci>A</ci></apply>'), /an unknown function is called; found "f"/],
  ['an unknown species', changed('species="A"', 'species="B"'), /:\d+:\d+: an unknown species; found "B"/],
  ['an unknown compartment', changed('compartment="c"', 'compartment="d"'), /unknown compartment; found "d"/],
  ['two of one id', changed('<parameter id="k"', '<parameter id="A"'), /an id is used twice; found "A"/],
  ['no id', changed('<parameter id="k"', '<parameter'), /<parameter> has no id/],
  ['no value', changed('value="1" constant', 'constant'), /the parameter k has no value/],
  ['no initial value', changed('initialConcentration="1" ', ''), /the species A has no value/],
  ['a word for a number', changed('value="1"', 'value="one"'), /value of <parameter> is not a number; found "one"/],
  [
    'a word for a truth',
    changed('boundaryCondition="false"', 'boundaryCondition="no"'),
    /neither true nor false; found "no"/,
  ],
  [
    'values in a circle',
    changed(
      '<listOfReactions>',
      `<listOfInitialAssignments><initialAssignment symbol="A">${math('<ci>x</ci>')}</initialAssignment></listOfInitialAssignments><listOfRules><assignmentRule variable="x">${math('<ci>A</ci>')}</assignmentRule></listOfRules><listOfReactions>`,
    ).replace('<parameter id="k"', '<parameter id="x" constant="false"/><parameter id="k"'),
    /in a circle/,
  ],
  [
    'functions in a circle',
    changed(
      '<listOfCompartments>',
      `<listOfFunctionDefinitions><functionDefinition id="f">${math('<lambda><bvar><ci>x</ci></bvar><apply><ci>f</ci><ci>x</ci></apply></lambda>')}</functionDefinition></listOfFunctionDefinitions><listOfCompartments>`,
    ).replace(law, math('<apply><ci>f</ci><ci>A</ci></apply>')),
    /functions call each other in a circle/,
  ],
  [
    'a rule and a reaction',
    added(`<listOfRules><rateRule variable="A">${math('<cn>1</cn>')}</rateRule></listOfRules>`),
    /changed by a reaction and by a rule/,
  ],
  [
    'a zero volume',
    changed('size="1"', 'size="0"').replace(law, math('<apply><divide/><ci>k</ci><cn>0</cn></apply>')),
    /the model cannot be run: .*division by zero/,
  ],
];

for (const [what, text, expected] of wrong) {
  test(`refused with one line: ${what}`, () => {
    try {
      importSbml(text, 'wrong.xml');
    } catch (error) {
      assert.ok(isBadInput(error), String(error));
      assert.match(error.message, /^wrong\.xml/);
      assert.match(error.message, expected);
      assert.ok(!error.message.includes('\n'));
      return;
    }
    assert.fail('it was accepted');
  });
}

test('the document the wrong ones are made of is right', () => {
  assert.match(importSbml(good, 'good.xml').warnings.join(), /good\.xml: read as pure numbers, because/);
});

test('documents that are cut short or bent are refused, or read: nothing else', () => {
  for (const { sbml } of semanticCases().filter((_, index) => index % 20 === 0)) {
    for (let at = 0; at < sbml.length; at += 97) {
      for (const bent of [
        sbml.slice(0, at),
        sbml.slice(0, at) + sbml.slice(at + 7),
        sbml.replace(/[ACekx]/g, (c, i) => (i % 31 === at % 31 ? '' : c)),
      ]) {
        try {
          importSbml(bent, 'bent.xml');
        } catch (error) {
          assert.ok(isBadInput(error), `${error}\n${bent}`);
        }
      }
    }
  }
});
