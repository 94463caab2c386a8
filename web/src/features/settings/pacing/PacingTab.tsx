import { useTranslation } from 'react-i18next';
import { usePacing } from '../../../lib/pacing';
import { Asked, Lines } from '../../../ui/Asked';
import { TabHead } from '../TabHead';
import { GapsForm } from './GapsForm';

/** How fast senders write: what the profiles mean here, and which one a new sender begins with. */
export function PacingTab() {
  const { t } = useTranslation('settings');
  const query = usePacing();
  return (
    <>
      <TabHead title={t('tab.pacing')} about={t('pacing.about')} />
      <Asked query={query} loading={<Lines count={8} height={32} />}>
        {(pacing) => <GapsForm pacing={pacing} />}
      </Asked>
    </>
  );
}
