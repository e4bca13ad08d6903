import { Anchor, Box, Grid, Group, List, Stack, Tabs, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MapNode, ModelMap } from '../../worker/model/map.js';
import type { CellAndMatrix } from '../../worker/model/trial.js';
import { Drugs, Rows } from './drugs-and-rows.js';
import { NumbersTable } from './numbers-table.js';
import { References } from './references.js';
import { Steps } from './steps.js';
import { TryIt } from './try-it.js';

/** Everything the model knows of a molecule. */
export function MoleculePage(props: {
  readonly map: ModelMap;
  readonly node: MapNode;
  readonly subject: CellAndMatrix;
  onWalk(id: string): void;
}) {
  const { map, node, subject, onWalk } = props;
  const { t } = useTranslation('model');
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack gap="md">
          {node.amount && (
            <Box className="panel" p="lg">
              <TryIt key={node.id} subject={subject} node={node} />
            </Box>
          )}
          <Stack className="panel" p="lg" gap="xs">
            <Title order={3} size="h5">
              {t('about.title', { name: node.label })}
            </Title>
            {node.role && (
              <Text size="sm" lang="en" lh={1.5}>
                {capital(node.role)}.
              </Text>
            )}
            {node.location && (
              <Text size="sm" className="quiet">
                {t('about.location')} <span lang="en">{node.location}</span>
              </Text>
            )}
            {node.forms.length > 0 && (
              <Box>
                <Text size="sm" className="quiet">
                  {t('about.forms')}
                </Text>
                <List size="sm" lang="en">
                  {node.forms.map(({ id, name }) => (
                    <List.Item key={id}>{name}</List.Item>
                  ))}
                </List>
              </Box>
            )}
            <Links node={node} />
            <References map={map} ids={node.references} />
          </Stack>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Box className="panel" p="lg">
          <Tabs key={node.id} defaultValue="steps" keepMounted={false}>
            <Tabs.List>
              {(['steps', 'numbers', 'drugs', 'rows'] as const).map((tab) => (
                <Tabs.Tab key={tab} value={tab}>
                  {t(`tabs.${tab}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="steps" pt="md">
              <Steps map={map} node={node} onWalk={onWalk} />
            </Tabs.Panel>
            <Tabs.Panel value="numbers" pt="md">
              <NumbersTable map={map} node={node} />
            </Tabs.Panel>
            <Tabs.Panel value="drugs" pt="md">
              <Drugs node={node} />
            </Tabs.Panel>
            <Tabs.Panel value="rows" pt="md">
              <Rows node={node} />
            </Tabs.Panel>
          </Tabs>
        </Box>
      </Grid.Col>
    </Grid>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where other collections have the molecule. */
function Links({ node }: { readonly node: MapNode }) {
  const links = [
    node.uniprot && ['UniProt', `https://www.uniprot.org/uniprotkb/${node.uniprot}`, node.uniprot],
    node.hgnc && ['HGNC', `https://www.genenames.org/tools/search/#!/?query=${node.hgnc}`, node.hgnc],
    node.chebi && ['ChEBI', `https://www.ebi.ac.uk/chebi/searchId.do?chebiId=${node.chebi}`, node.chebi],
    node.go && ['Gene Ontology', `https://amigo.geneontology.org/amigo/term/${node.go}`, node.go],
  ].filter((each) => each !== undefined && each !== '');
  return (
    <Group gap="md">
      {(links as readonly (readonly string[])[]).map(([name, address, text]) => (
        <Text key={name} size="sm">
          {name}{' '}
          <Anchor href={address} target="_blank" rel="noreferrer" size="sm" underline="always">
            {text}
          </Anchor>
        </Text>
      ))}
    </Group>
  );
}
