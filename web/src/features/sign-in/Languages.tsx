import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, languages, setLanguage } from '../../lib/i18n';

/** The other languages, each in its own words: whoever cannot read the page finds theirs. */
export function Languages() {
  const { i18n } = useTranslation();
  return (
    <Group justify="center" gap="md">
      {(Object.keys(languages) as Language[])
        .filter((language) => language !== i18n.language)
        .map((language) => (
          <Anchor
            key={language}
            component="button"
            type="button"
            size="sm"
            c="dimmed"
            lang={language}
            onClick={() => void setLanguage(language)}
          >
            {languages[language]}
          </Anchor>
        ))}
    </Group>
  );
}
