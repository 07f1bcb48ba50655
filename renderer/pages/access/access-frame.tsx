import { Button, Card, makeStyles, Subtitle1, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { LocalLanguageRegular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLanguage, useMessages } from '../../app/i18n.tsx';
import { useSetPreferences } from '../../app/preferences.tsx';
import { HiddenText } from '../../ui/hidden-text.tsx';
import { LoadingState } from '../../ui/states.tsx';

const useStyles = makeStyles({
  page: {
    height: '100%',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  head: { display: 'flex', alignItems: 'center', padding: tokens.spacingHorizontalL, gap: tokens.spacingHorizontalS },
  product: { display: 'flex', flexDirection: 'column' },
  small: { color: tokens.colorNeutralForeground2 },
  space: { flexGrow: 1 },
  screenOnly: { '@media print': { display: 'none' } },
  middle: {
    margin: 'auto',
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXL}`,
    width: '100%',
    boxSizing: 'border-box',
    display: 'flex',
    justifyContent: 'center',
    alignItems: 'stretch',
    gap: tokens.spacingHorizontalL,
  },
  card: { width: '440px', maxWidth: '100%', padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  title: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: 'none' },
});

interface AccessFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  /** A second card at the side: another way in. */
  readonly aside?: ReactNode;
}

/** One step of the way in: its card on the quiet page. */
export function AccessFrame({ title, children, aside }: AccessFrameProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  // A new step is read out from its heading, unless it put the focus into its first field.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <QuietPage>
      <Card className={styles.card}>
        <h1 className={styles.title} tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </Card>
      {aside}
    </QuietPage>
  );
}

/** The page of the way in while the program is still starting, or could not: what comes next stands in the same place. */
export function StartingPage({ children }: { readonly children?: ReactNode }) {
  const styles = useStyles();
  const { shell } = useMessages();
  return (
    <QuietPage>
      <h1 className={styles.title}>
        <HiddenText>{shell.starting}</HiddenText>
      </h1>
      {children ?? <LoadingState label={shell.starting} />}
    </QuietPage>
  );
}

/** Around every step of the way in: who we are, and the language. */
function QuietPage({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  const { access, common, shell } = useMessages();
  const language = useLanguage();
  const setPreferences = useSetPreferences();
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.product}>
          <Subtitle1>{common.product}</Subtitle1>
          <Text size={200} className={styles.small}>
            {access.subtitle}
          </Text>
        </div>
        <span className={styles.space} />
        <Button
          appearance="subtle"
          className={styles.screenOnly}
          icon={<LocalLanguageRegular />}
          lang={other}
          onClick={() => setPreferences({ language: other })}
        >
          {shell.languages[other]}
        </Button>
      </header>
      <main className={styles.middle}>{children}</main>
    </div>
  );
}

/** The second card has the same measure as the first. */
export function AsideCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <Card className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </Card>
  );
}
