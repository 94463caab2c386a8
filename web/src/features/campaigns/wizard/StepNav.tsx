import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Step, steps } from './step';
import classes from './Wizard.module.css';

/** Where one is, and the way to the other steps. */
export function StepNav({ step, reachable, onGo }: { step: Step; reachable: boolean; onGo: (step: Step) => void }) {
  const { t } = useTranslation('campaigns');
  const place = steps.indexOf(step);
  return (
    <nav aria-label={t('wizard.steps')}>
      <ol className={classes.steps}>
        {steps.map((one, index) => (
          <li key={one} className={classes.step}>
            <UnstyledButton
              className={`${classes.button} ${index < place ? classes.done : ''} ${one === step ? classes.here : ''}`}
              aria-current={one === step ? 'step' : undefined}
              title={t('wizard.stepOf', { n: index + 1, of: steps.length, name: t(`step.${one}`) })}
              disabled={!reachable && one !== step}
              onClick={() => onGo(one)}
            >
              {index < place ? <IconCheck size={16} aria-hidden /> : <span aria-hidden>{index + 1}</span>}
              <span className={classes.name}>{t(`step.${one}`)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
