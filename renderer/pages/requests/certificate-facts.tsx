import { Card, MessageBar, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { z } from 'zod';
import type { CertificateView } from '#shared/contract/changes.ts';
import { localDayOf } from '../../app/format.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { Facts } from './facts.tsx';

const useStyles = makeStyles({
  card: { gap: tokens.spacingVerticalS, flexShrink: 0 },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { margin: 0 },
});

/** Whose certificate it is, by whom, until when, and whether it makes a qualified signature. */
export function CertificateFacts({ certificate }: { readonly certificate: z.infer<typeof CertificateView> }) {
  const styles = useStyles();
  const { requests } = useMessages();
  const format = useFormat();
  const words = requests.sign;
  const day = (instant: string) => format.date(localDayOf(new Date(instant)));
  return (
    <Card className={styles.card} role="group" aria-label={words.certificate}>
      <div className={styles.head}>
        <Subtitle2 as="h3" className={styles.title}>
          {words.certificate}
        </Subtitle2>
        <StatusChip
          tone={certificate.qualified ? 'done' : 'action'}
          label={certificate.qualified ? words.qualified : requests.notQualified}
        />
      </div>
      <Facts
        facts={[
          [words.owner, certificate.subject],
          [words.snils, format.snils(certificate.snils)],
          [words.organisationInn, certificate.organisationInn],
          [words.issuer, certificate.issuer],
          [words.serialNumber, certificate.serialNumber],
          [words.validityLabel, words.validity(day(certificate.validFrom), day(certificate.validTo))],
        ]}
      />
      {!certificate.qualified && (
        <MessageBar intent="warning" layout="multiline">
          {words.notQualifiedText}
        </MessageBar>
      )}
    </Card>
  );
}
