import { Skeleton, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../laboratory/laboratory.js';

const reportName = 'report.html';

/** The report of a run as the command line writes it, shut in: it can run nothing and reach nothing. */
export function ReportFrame({ id }: { readonly id: string }) {
  const { t } = useTranslation('answer');
  const scheme = useComputedColorScheme('light');
  const [page, setPage] = useState<string>();
  useEffect(() => {
    let current = true;
    laboratory()
      .file(id, reportName)
      .then((bytes) => current && bytes && setPage(new TextDecoder().decode(bytes)));
    return () => {
      current = false;
    };
  }, [id]);
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet">
        {t('report.about')}
      </Text>
      {page === undefined ? (
        <Skeleton height={600} animate={false} />
      ) : (
        <iframe
          title={t('report.title')}
          sandbox=""
          srcDoc={page.replace('<html lang="en">', `<html lang="en" class="${scheme}">`)}
          className="report-frame"
        />
      )}
    </Stack>
  );
}
