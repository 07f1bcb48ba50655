import { Card, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { z } from 'zod';
import type { SignatureView } from '#shared/contract/changes.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import { describeFailure, type Messages } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { Facts } from './facts.tsx';

const useStyles = makeStyles({
  card: { flexShrink: 0, gap: tokens.spacingVerticalS },
  title: { margin: 0 },
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  digest: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** Reasons are codes of the catalogue; anything else is shown as it came. */
function reasonText(texts: Messages, reason: string): string {
  const code = ErrorCode.safeParse(reason);
  if (!code.success) return reason;
  return `${describeFailure(texts, { code: code.data }).title} (${code.data})`;
}

/** Who signed, with which certificate, when, and whether the signature holds today. */
export function SignatureBlock({ signature }: { readonly signature: z.infer<typeof SignatureView> }) {
  const styles = useStyles();
  const texts = useMessages();
  const { requests } = texts;
  const format = useFormat();
  const valid = signature.verdict === 'valid';
  return (
    <Card className={styles.card} role="group" aria-label={requests.signature}>
      <Subtitle2 as="h3" className={styles.title}>
        {requests.signature}
      </Subtitle2>
      <div className={styles.chips}>
        <StatusChip
          tone={valid ? 'done' : 'refused'}
          label={valid ? requests.signatureValid : requests.signatureInvalid}
        />
        {signature.reasons.map((reason) => (
          <StatusChip key={reason} tone={valid ? 'info' : 'refused'} label={reasonText(texts, reason)} />
        ))}
      </div>
      <Facts
        facts={[
          [requests.signer, signature.signer],
          [requests.issuer, signature.issuer],
          [requests.validTo, format.moment(signature.validTo)],
          [requests.signedAt, format.moment(signature.signedAt)],
          [requests.provider, signature.provider],
          [
            requests.digest,
            <span key="digest" className={styles.digest}>
              {signature.digest}
            </span>,
          ],
        ]}
      />
    </Card>
  );
}
