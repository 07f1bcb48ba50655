import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { NMO_HOURS, nmoProgress } from '#shared/rules/nmo.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import type { Card } from './person-card.tsx';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  line: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  facts: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalM },
  enough: { color: tokens.colorStatusSuccessForeground1 },
  lacking: { color: tokens.colorStatusWarningForeground1 },
});

interface CardNmoProps {
  readonly card: Pick<Card, 'credentials' | 'nmos'>;
  readonly codes: Codes;
  readonly today: string;
}

/** Hours of continuing education in each specialty that admits or is learned, against what the next accreditation needs. */
export function CardNmo({ card, codes, today }: CardNmoProps) {
  const styles = useStyles();
  const format = useFormat();
  const { worklists } = useMessages();
  const { nmo } = worklists;
  const specialties = specialtiesOf(card);
  if (specialties.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={worklists.lists.nmo}>
      {specialties.map(({ code, expiresOn }) => {
        const records = card.nmos.filter(({ specialtyCode }) => specialtyCode === code);
        const { hours, programmeHours, lacking, lackingProgrammes } = nmoProgress(records, expiresOn, today);
        const title = nmo.progress(codes('nmo', 'specialtyCode')?.byCode.get(code)?.name ?? code);
        const enough = lacking === 0 && lackingProgrammes === 0;
        // What lacks by programmes cannot be made up by other hours.
        const counted = Math.min(hours, NMO_HOURS.all - lackingProgrammes);
        return (
          <li key={code} className={styles.line}>
            <span className={styles.facts}>
              <Text weight="semibold">{title}</Text>
              <Text>
                {`${nmo.ofNeeded(hours, NMO_HOURS.all)}, ${nmo.byProgrammes(nmo.ofNeeded(programmeHours, NMO_HOURS.programmes))}`}
              </Text>
            </span>
            <ProgressBar
              value={Math.max(0, counted)}
              max={NMO_HOURS.all}
              thickness="large"
              color={enough ? 'success' : 'warning'}
              aria-label={title}
            />
            <Text size={200} className={enough ? styles.enough : styles.lacking}>
              {enough ? nmo.enough : `${nmo.lacking}: ${nmo.lackingOf(lacking, lackingProgrammes)}`}
              {expiresOn !== null && ` (${nmo.until(format.date(expiresOn))})`}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

/** With the last day of the latest document of each; null where none ends. */
function specialtiesOf({ credentials, nmos }: CardNmoProps['card']): { code: string; expiresOn: string | null }[] {
  const latest = new Map<string, string | null>();
  for (const { specialtyCode, expiresOn } of credentials) {
    if (specialtyCode === null) continue;
    const known = latest.get(specialtyCode);
    if (known === undefined || (expiresOn !== null && (known === null || expiresOn > known))) {
      latest.set(specialtyCode, expiresOn);
    }
  }
  for (const { specialtyCode } of nmos) {
    if (specialtyCode !== null && !latest.has(specialtyCode)) latest.set(specialtyCode, null);
  }
  return [...latest].map(([code, expiresOn]) => ({ code, expiresOn }));
}
