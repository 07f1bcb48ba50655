import { makeStyles, tokens } from '@fluentui/react-components';
import type { Addressee } from '#shared/contract/notices.ts';
import { useMessages } from '../app/i18n.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { StatusChip } from '../ui/status-chip.tsx';

const useStyles = makeStyles({
  // The fields stay in sight, however many people there are.
  list: { display: 'flex', flexDirection: 'column', maxHeight: '200px', minHeight: 0 },
  count: { color: tokens.colorNeutralForeground2 },
});

/** Whom a notice reaches, and whom no letter does. */
export function AddresseeList({ addressees }: { readonly addressees: readonly Addressee[] }) {
  const styles = useStyles();
  const { notices } = useMessages();
  const without = addressees.filter(({ email }) => email === null).length;
  return (
    <div>
      <div role="status" className={styles.count}>
        {notices.counted(addressees.length, without)}
      </div>
      <div className={styles.list}>
        <DataTable
          label={notices.addressees}
          columns={[
            { key: 'name', title: notices.columns.name, wrap: true },
            { key: 'post', title: notices.columns.post, wrap: true },
            { key: 'email', title: notices.columns.email, wrap: true },
          ]}
          rows={addressees.map(({ personId, name, post, email }) => ({
            key: personId,
            cells: [name, post, email ?? <StatusChip key="email" tone="action" label={notices.noEmail} />],
          }))}
        />
      </div>
    </div>
  );
}
