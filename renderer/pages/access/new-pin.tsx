import { makeStyles, mergeClasses, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, CircleRegular } from '@fluentui/react-icons';
import { pinMinimum, pinProblem } from '#shared/rules/pin.ts';
import { useMessages } from '../../app/i18n.tsx';
import { PinField } from './pin-field.tsx';
import { pinStrength, STRENGTHS } from './pin-strength.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  rules: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  rule: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '16px', flexShrink: 0, marginTop: '2px', display: 'inline-flex' },
  met: { color: tokens.colorStatusSuccessForeground1 },
  meter: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  // In high contrast what is not filled is seen by its edge alone.
  bar: { flexGrow: 1, outline: `1px solid ${tokens.colorTransparentStroke}` },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

export interface NewPinValue {
  readonly pin: string;
  readonly repeat: string;
}

/** Good enough, and typed twice alike. */
export function isNewPinReady({ pin, repeat }: NewPinValue): boolean {
  return pinProblem(pin) === null && pin === repeat;
}

interface NewPinProps {
  readonly value: NewPinValue;
  readonly onChange: (value: NewPinValue) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** Set after a try to go on: what differs is said. */
  readonly tried: boolean;
}

/** Choosing a PIN: the two fields, the rules as they are met, and a meter. */
export function NewPin({ value, onChange, disabled, autoFocus, tried }: NewPinProps) {
  const styles = useStyles();
  const { access } = useMessages();
  const { pin, repeat } = value;
  const problem = pinProblem(pin);
  const strength = pinStrength(pin);
  const level = STRENGTHS.indexOf(strength) + 1;
  const rules = [
    { text: access.pinRule.length(pinMinimum(pin)), met: pin !== '' && problem !== 'length' },
    { text: access.pinRule.pattern, met: pin !== '' && problem === null },
  ];
  const colour = level === 1 ? 'error' : level === 2 ? 'warning' : 'success';
  return (
    <div className={styles.root}>
      <PinField
        label={access.newPin}
        value={pin}
        onChange={(next) => onChange({ pin: next, repeat })}
        disabled={disabled === true}
        autoFocus={autoFocus === true}
        error={tried && pin === '' ? access.required : undefined}
      />
      <ul className={styles.rules} aria-label={access.pinRules}>
        {rules.map(({ text, met }) => (
          <li key={text} className={styles.rule}>
            <span className={mergeClasses(styles.icon, met && styles.met)} aria-hidden>
              {met ? <CheckmarkCircleFilled /> : <CircleRegular />}
            </span>
            <Text size={200}>
              {text}
              <span className={styles.hidden}>, {met ? access.pinRuleMet : access.pinRuleUnmet}</span>
            </Text>
          </li>
        ))}
      </ul>
      <div className={styles.meter}>
        <Text size={200}>{access.strength}</Text>
        <ProgressBar
          className={styles.bar}
          value={pin === '' ? 0 : level / STRENGTHS.length}
          color={colour}
          thickness="large"
          aria-label={access.strength}
          aria-valuetext={access.strengthLevel[strength]}
        />
        <Text size={200} aria-hidden>
          {pin === '' ? '' : access.strengthLevel[strength]}
        </Text>
      </div>
      <PinField
        label={access.repeatPin}
        value={repeat}
        onChange={(next) => onChange({ pin, repeat: next })}
        disabled={disabled === true}
        error={
          pin !== repeat && (tried || repeat.length >= pin.length) && repeat !== ''
            ? access.pinsDiffer
            : tried && repeat === ''
              ? access.required
              : undefined
        }
      />
    </div>
  );
}
