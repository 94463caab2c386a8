import { Input, SegmentedControl, Stack, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, languages, setLanguage } from '../../lib/i18n';
import { Section } from '../../ui/Section';

/** Language and colours: this browser's, not the account's. */
export function LookSection() {
  const { t, i18n } = useTranslation(['account', 'app']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t('look.title')} about={t('look.about')}>
      <Stack align="flex-start">
        <Input.Wrapper label={t('app:person.language')} labelElement="div" maw="100%">
          <div>
            <SegmentedControl
              mt={4}
              aria-label={t('app:person.language')}
              value={i18n.language}
              onChange={(language) => void setLanguage(language as Language)}
              data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            />
          </div>
        </Input.Wrapper>
        <Input.Wrapper label={t('app:person.colors')} labelElement="div" maw="100%">
          <div>
            <SegmentedControl
              mt={4}
              aria-label={t('app:person.colors')}
              value={colorScheme}
              onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
              data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`app:person.${value}`) }))}
            />
          </div>
        </Input.Wrapper>
      </Stack>
    </Section>
  );
}
