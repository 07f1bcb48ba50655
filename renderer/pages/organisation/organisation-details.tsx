import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useEffect, useMemo } from 'react';
import type { OrganisationCard } from '#shared/contract/organisation.ts';
import type { FieldOf } from '#shared/domain/fields.ts';
import { api } from '../../app/api.ts';
import { localDayOf } from '../../app/format.ts';
import { useMessages } from '../../app/i18n.tsx';
import { AutosavedForm } from '../../forms/autosaved-form.tsx';
import { EntityFields } from '../../forms/entity-fields.tsx';
import { formName } from '../../forms/entity-form.ts';
import { FieldHint, marksOf } from '../../forms/field-hint.tsx';
import { focusField } from '../../forms/focus-field.ts';
import type { Codes } from '../../grid/use-codes.ts';
import type { MissingPlace } from './missing-bar.tsx';
import { OrganisationFacts } from './organisation-facts.tsx';
import { useMayEditOrganisation } from './use-may-edit.ts';

const useStyles = makeStyles({
  layout: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1040px) 280px',
    gap: tokens.spacingHorizontalXXL,
    padding: tokens.spacingHorizontalL,
    alignItems: 'start',
    '@media (max-width: 1199px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, minWidth: 0 },
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, border: 0, margin: 0, padding: 0 },
  title: { margin: 0 },
});

/** Name of the organisation in its form. */
const NAME = 'organisation';

type Group = 'names' | 'requisites' | 'contacts' | 'head';

/** Fields in the order of an extract from the state register. */
const GROUPS: readonly (readonly [Group, readonly FieldOf<'organisation'>[]])[] = [
  ['names', ['nameFull', 'nameShort', 'oid', 'agencyKind', 'agencyProfile', 'agencyLevel']],
  ['requisites', ['inn', 'kpp', 'ogrn', 'ogrnDate', 'okopf', 'okved', 'liquidationDate', 'liquidationReason']],
  ['contacts', ['regionCode', 'address', 'factAddress', 'phone', 'email', 'site', 'socialLinks']],
  ['head', ['headPersonId']],
];

interface OrganisationDetailsProps {
  readonly card: OrganisationCard;
  readonly codes: Codes;
  /** A field to begin at; a new object each time it is asked for. */
  readonly focus: MissingPlace | null;
}

/** The organisation's own fields, each saved when it is left, and what is counted of it. */
export function OrganisationDetails({ card, codes, focus }: OrganisationDetailsProps) {
  const styles = useStyles();
  const { organisation: texts } = useMessages();
  const { organisation } = card;
  const mayEdit = useMayEditOrganisation();
  const entities = useMemo(
    () => [{ name: NAME, kind: 'organisation', id: organisation.id, values: organisation } as const],
    [organisation],
  );
  useEffect(() => {
    if (focus?.field !== undefined) focusField(formName(NAME, focus.field));
  }, [focus]);
  return (
    <div className={styles.layout}>
      <AutosavedForm
        // What is typed today is not shown on another day.
        key={String(mayEdit)}
        className={styles.form}
        entities={entities}
        codes={codes}
        mayEdit={mayEdit}
        program={{
          sheet: 'organisation',
          write: (edits) => api().organisation.applyEdits({ edits }),
          take: (what) => api().organisation.takeStep({ what, subjectId: organisation.id }),
        }}
      >
        {GROUPS.map(([group, fields]) => (
          <fieldset key={group} className={styles.group} aria-label={texts.groups[group]}>
            <Subtitle2 as="h2" className={styles.title}>
              {texts.groups[group]}
            </Subtitle2>
            <EntityFields
              name={NAME}
              kind="organisation"
              fields={fields}
              codes={codes}
              today={localDayOf(new Date())}
              disabled={!mayEdit}
              hintOf={(field) => {
                const marks = marksOf(card, organisation.id, field);
                return marks === null ? undefined : <FieldHint marks={marks} codes={codes} />;
              }}
            />
          </fieldset>
        ))}
      </AutosavedForm>
      <OrganisationFacts card={card} />
    </div>
  );
}
