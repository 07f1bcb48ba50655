import { Link, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { ORGANISATION_DOCUMENTS } from '#shared/contract/attachments.ts';
import type { Issue } from '#shared/contract/staff.ts';
import { describeFailure, fieldLabel } from '#shared/text/translate.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import type { OrganisationTab } from './organisation-page.tsx';

const useStyles = makeStyles({
  root: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, flexShrink: 0 },
  list: { display: 'inline', margin: 0, padding: 0, listStyleType: 'none' },
  item: { display: 'inline', '::after': { content: '" · "' }, ':last-child::after': { content: '""' } },
});

/** Where something missing is filled in. */
export interface MissingPlace {
  readonly tab: OrganisationTab;
  /** A field of the tab. */
  readonly field?: string;
}

interface MissingBarProps {
  readonly missing: readonly Issue[];
  readonly onShow: (place: MissingPlace) => void;
}

/** What stands between the organisation and its being active, each a step to where it is mended. */
export function MissingBar({ missing, onShow }: MissingBarProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { go } = useNavigation();
  const blocking = missing.filter(({ severity }) => severity === 'error');
  if (blocking.length === 0) return null;
  const follow = (issue: Issue): void => {
    if (issue.field === 'divisions') go('divisions');
    else if (issue.field === 'licences' || issue.field === 'buildings') onShow({ tab: issue.field });
    else if (issue.code === 'KD-2249') onShow({ tab: 'documents' });
    else onShow({ tab: 'details', field: issue.field });
  };
  return (
    <div className={styles.root}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{texts.organisation.missing}</MessageBarTitle>
          <ul className={styles.list}>
            {blocking.map((issue) => (
              <li key={`${issue.field} ${issue.code}`} className={styles.item}>
                <Link as="button" inline onClick={() => follow(issue)}>
                  {nameOf(texts, issue)}
                </Link>
              </li>
            ))}
          </ul>
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}

/** An empty field by its label, a document by its name, anything else by what is wrong. */
function nameOf(texts: ReturnType<typeof useMessages>, { kind, field, code }: Issue): string {
  const path = `${kind}.${field}`;
  if (code === 'KD-2001') return fieldLabel(texts, path);
  const document = ORGANISATION_DOCUMENTS.find((one) => one === field);
  if (document !== undefined) return texts.attachments.kinds[document];
  return describeFailure(texts, { code, field: path }).title;
}
