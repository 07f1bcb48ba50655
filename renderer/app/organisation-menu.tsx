import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { AddRegular, ChevronDownRegular, SubtractCircleRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '#shared/contract/access.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { api, call } from './api.ts';
import { useMessages } from './i18n.tsx';
import { useNotify } from './notify.tsx';
import { RemoveOrganisationDialog } from './remove-organisation-dialog.tsx';
import { useSession } from './session.tsx';

const useStyles = makeStyles({
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  button: {
    minWidth: 0,
    flexShrink: 1,
    fontWeight: tokens.fontWeightRegular,
    padding: `0 ${tokens.spacingHorizontalS}`,
  },
});

/** The organisation at hand, and the way to the others that this person keeps on the workstation. */
export function OrganisationMenu() {
  const styles = useStyles();
  const { shell } = useMessages();
  const { user, organisations, storeId, training } = useSession();
  const notify = useNotify();
  const move = useMutation({
    mutationFn: (chosen: string) => call(api().access.switchOrganisation({ storeId: chosen })),
    onError: notify.failed,
  });
  const add = useMutation({ mutationFn: () => call(api().access.addOrganisation({})), onError: notify.failed });
  const [removing, setRemoving] = useState(false);
  const name = <span className={styles.name}>{user.organisation}</span>;
  if (training) {
    return (
      <Tooltip content={user.organisation} relationship="description">
        <Text className={styles.name}>{name}</Text>
      </Tooltip>
    );
  }
  return (
    <>
      <Menu
        checkedValues={{ organisation: [storeId] }}
        onCheckedValueChange={(_event, { checkedItems: [chosen] }) => chosen !== undefined && move.mutate(chosen)}
      >
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={user.organisation} relationship="description">
            <Button
              appearance="subtle"
              className={styles.button}
              icon={<ChevronDownRegular />}
              iconPosition="after"
              aria-label={shell.organisationMenu(user.organisation)}
              disabled={move.isPending}
            >
              {name}
            </Button>
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {organisations.map((each) => (
              <MenuItemRadio key={each.storeId} name="organisation" value={each.storeId}>
                {each.name}
              </MenuItemRadio>
            ))}
            <MenuDivider />
            <MenuItem icon={<AddRegular />} onClick={() => add.mutate()}>
              {shell.addOrganisation}
            </MenuItem>
            {refusalOf(access.removeOrganisation, user) === null && (
              <MenuItem
                icon={<SubtractCircleRegular />}
                disabled={organisations.length < 2}
                subText={organisations.length < 2 ? shell.onlyOrganisation : null}
                onClick={() => setRemoving(true)}
              >
                {shell.removeOrganisation}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {removing && <RemoveOrganisationDialog onClose={() => setRemoving(false)} />}
    </>
  );
}
