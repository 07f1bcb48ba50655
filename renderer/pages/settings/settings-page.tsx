import {
  Button,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { KeyboardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { imports } from '#shared/contract/imports.ts';
import { SCALES } from '#shared/contract/preferences.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { api, call, keys } from '../../app/api.ts';
import { useCommands } from '../../app/commands.tsx';
import { useMessages } from '../../app/i18n.tsx';
import { usePreferences, useSetPreferences } from '../../app/preferences.tsx';
import { useSession } from '../../app/session.tsx';
import { NotificationSettingsForm } from '../../notifications/notification-settings.tsx';
import { Page, PageHeader } from '../../ui/page.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { FolderSettings } from '../imports/folder-settings.tsx';

const useStyles = makeStyles({
  scroll: { overflowY: 'auto', minHeight: 0 },
  body: {
    columnWidth: '320px',
    columnGap: tokens.spacingHorizontalXXL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} 0`,
    maxWidth: '1280px',
  },
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    breakInside: 'avoid',
    paddingBottom: tokens.spacingVerticalXXL,
  },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  note: { color: tokens.colorNeutralForeground2 },
  facts: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, auto) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
  },
  options: { flexWrap: 'wrap' },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

/** How the screen looks to this user, what the program is connected to, and what it is. */
export function SettingsPage() {
  const styles = useStyles();
  const { settings, notifications } = useMessages();
  return (
    <Page>
      <PageHeader title={settings.title} />
      <div className={styles.scroll}>
        <div className={styles.body}>
          <Appearance />
          <Program />
          <Section title={notifications.preferences.title}>
            <NotificationSettingsForm />
          </Section>
          <ImportFolderSection />
          <Keyboard />
        </div>
      </div>
    </Page>
  );
}

function Keyboard() {
  const { settings, commands } = useMessages();
  const { run } = useCommands();
  return (
    <Section title={settings.keyboard}>
      <Text>{settings.keyboardText}</Text>
      <div>
        <Button icon={<KeyboardRegular />} onClick={() => run('shortcuts')}>
          {commands.shortcuts.title} (F1)
        </Button>
      </div>
    </Section>
  );
}

/** Only for who may import. */
function ImportFolderSection() {
  const { imports: words } = useMessages();
  return refusalOf(imports.folder, useSession().user) === null ? (
    <Section title={words.folder.title}>
      <FolderSettings />
    </Section>
  ) : null;
}

function Appearance() {
  const styles = useStyles();
  const { settings, shell } = useMessages();
  const preferences = usePreferences();
  const set = useSetPreferences();
  return (
    <Section title={settings.appearance}>
      <Choice
        label={settings.theme}
        value={preferences.theme}
        options={shell.themes}
        onChoose={(theme) => set({ theme })}
      />
      <Choice
        label={settings.language}
        value={preferences.language}
        options={shell.languages}
        onChoose={(language) => set({ language })}
      />
      <Choice
        label={settings.density}
        value={preferences.density}
        options={settings.densities}
        onChoose={(density) => set({ density })}
      />
      <Choice
        label={settings.fontSize}
        value={preferences.fontSize}
        options={settings.fontSizes}
        onChoose={(fontSize) => set({ fontSize })}
      />
      <ScaleChoice />
      <Text size={200} className={styles.note}>
        {settings.savedAtOnce}
      </Text>
    </Section>
  );
}

/** The scale of the whole window; the native menu and its keys change the same. */
function ScaleChoice() {
  const { settings } = useMessages();
  const { scale } = usePreferences();
  const set = useSetPreferences();
  return (
    <Choice
      label={settings.scale}
      hint={settings.scaleHint}
      value={String(scale)}
      options={Object.fromEntries(SCALES.map((value) => [value, settings.percent(value)]))}
      onChoose={(chosen) => {
        const next = SCALES.find((value) => String(value) === chosen);
        if (next !== undefined) set({ scale: next });
      }}
    />
  );
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: K;
  readonly options: Readonly<Record<K, string>>;
  readonly onChoose: (value: K) => void;
}

function Choice<K extends string>({ label, hint, value, options, onChoose }: ChoiceProps<K>) {
  const styles = useStyles();
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <RadioGroup
        value={value}
        layout="horizontal"
        className={styles.options}
        onChange={(_event, data) => onChoose(data.value as K)}
      >
        {(Object.keys(options) as K[]).map((option) => (
          <Radio key={option} value={option} label={options[option]} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function Program() {
  const { settings, states } = useMessages();
  const info = useQuery({ queryKey: [keys.desktop, 'info'], queryFn: () => call(api().desktop.info({})) });
  if (info.error !== null) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  if (info.data === undefined) return <LoadingState />;
  const { data } = info;
  return (
    <>
      <Section title={settings.connection}>
        <Facts
          rows={[
            [settings.contour, states.contour[data.contour]],
            [settings.registry, data.registry ?? settings.notConfigured],
            [settings.issuer, data.issuer ?? settings.notConfigured],
            [settings.keystore, data.keystore ? settings.keystorePresent : settings.keystoreAbsent],
          ]}
        />
      </Section>

      <Section title={settings.about}>
        <Facts
          rows={[
            [settings.version, data.version],
            [settings.electron, data.electron],
            [settings.dataFolder, data.dataFolder],
          ]}
        />
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}
