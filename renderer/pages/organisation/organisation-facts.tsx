import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import type { Section } from '#shared/domain/sections.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useSyncState } from '../../app/sync-state.ts';

const useStyles = makeStyles({
  facts: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  title: { margin: 0 },
  list: { margin: 0, display: 'grid', gridTemplateColumns: '1fr auto', rowGap: tokens.spacingVerticalXS },
  number: { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  note: { color: tokens.colorNeutralForeground3 },
});

const FACTS = ['people', 'doctors', 'nurses', 'divisions', 'licences'] as const;
/** Where the counted things are. */
const PLACE: Readonly<Partial<Record<(typeof FACTS)[number], Section>>> = { people: 'staff', divisions: 'divisions' };

/** What is counted, never typed, and how old the registry's part of it is. */
export function OrganisationFacts({ card: { facts, missing } }: { readonly card: OrganisationCard }) {
  const styles = useStyles();
  const messages = useMessages();
  const { organisation: texts, common } = messages;
  const format = useFormat();
  const { go } = useNavigation();
  const lastSuccess = useSyncState()?.lastSuccess ?? null;
  const missed = missing
    .filter(({ severity }) => severity === 'warning')
    .map(({ kind, field }) => fieldLabel(messages, `${kind}.${field}`));
  return (
    <aside className={styles.facts} aria-label={texts.counted}>
      <Subtitle2 as="h2" className={styles.title}>
        {texts.counted}
      </Subtitle2>
      <dl className={styles.list}>
        {FACTS.map((fact) => {
          const place = PLACE[fact];
          return [
            <dt key={`${fact} name`}>
              {place === undefined ? (
                texts.facts[fact]
              ) : (
                <Link as="button" onClick={() => go(place)}>
                  {texts.facts[fact]}
                </Link>
              )}
            </dt>,
            <dd key={fact} className={styles.number}>
              {format.number(facts[fact])}
            </dd>,
          ];
        })}
      </dl>
      {missed.length > 0 && <Text size={200}>{texts.missed(missed.join(', '))}</Text>}
      <Text size={200} className={styles.note}>
        {lastSuccess === null ? common.neverSynced : common.dataAge(format.moment(lastSuccess))}
      </Text>
    </aside>
  );
}
