import { IconAntennaBars5, IconBattery3, IconPlaneInflight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormat } from '../../../lib/format';
import classes from './Phone.module.css';

interface Props {
  label: string;
  owner: string;
  online: boolean;
  children: ReactNode;
}

/** A phone, drawn. */
export function PhoneFrame({ label, owner, online, children }: Props) {
  const format = useFormat();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <section className={classes.frame} aria-label={label} data-offline={online ? undefined : true}>
      <div className={classes.screen}>
        <div className={classes.bar} aria-hidden>
          <span>{format.time(now)}</span>
          <span className={classes.island} />
          <span className={classes.signs}>
            {online ? <IconAntennaBars5 size={15} /> : <IconPlaneInflight size={15} />}
            <IconBattery3 size={17} />
          </span>
        </div>
        <div className={classes.owner} title={owner}>
          {owner}
        </div>
        <div className={classes.app}>{children}</div>
        <div className={classes.home} aria-hidden />
      </div>
    </section>
  );
}
