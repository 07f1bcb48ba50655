import { CounterBadge, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useMessages } from '../../app/i18n.tsx';
import type { CardEntity } from './card-edits.ts';
import { CARD_TABS, type CardTab } from './card-fields.ts';
import type { Card } from './person-card.tsx';

const useStyles = makeStyles({
  tab: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

interface CardTabsProps {
  readonly card: Card;
  readonly entities: readonly CardEntity[];
  readonly tab: CardTab;
  readonly onTab: (tab: CardTab) => void;
}

/** The parts of a card, each with the number of its errors: what is required and missing is one. */
export function CardTabs({ card, entities, tab, onTab }: CardTabsProps) {
  const styles = useStyles();
  const { staff } = useMessages();
  const tabOf = new Map(entities.map((entity) => [entity.id, entity.tab]));
  const errorsOf = (value: CardTab) =>
    card.issues.filter(({ id, severity }) => severity === 'error' && tabOf.get(id) === value).length;
  return (
    <TabList
      selectedValue={tab}
      onTabSelect={(_event, { value }) => onTab(CARD_TABS.find((known) => known === value) ?? tab)}
    >
      {CARD_TABS.map((value) => {
        const errors = errorsOf(value);
        const label = staff.card.tabs[value];
        return (
          <Tab key={value} value={value} aria-label={errors > 0 ? staff.card.tabErrors(label, errors) : label}>
            <span className={styles.tab}>
              {label}
              {errors > 0 && <CounterBadge count={errors} size="small" color="danger" aria-hidden />}
            </span>
          </Tab>
        );
      })}
    </TabList>
  );
}

/** The tab so many further, around the ends. */
export function stepTab(tab: CardTab, by: 1 | -1): CardTab {
  const at = (CARD_TABS.indexOf(tab) + by + CARD_TABS.length) % CARD_TABS.length;
  return CARD_TABS[at] ?? tab;
}
