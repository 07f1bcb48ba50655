import { Button, Tooltip } from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { FailureBar } from '../../ui/failure-bar.tsx';

/** Shows the portfolio of a person as a page to print. */
export function PortfolioButton({ personId }: { readonly personId: string }) {
  const { card } = useMessages().staff;
  const print = useMutation({ mutationFn: () => call(api().papers.portfolio({ personId })) });
  return (
    <>
      <Tooltip content={card.portfolioHint} relationship="description">
        <Button
          size="small"
          appearance="subtle"
          icon={<PrintRegular />}
          disabledFocusable={print.isPending}
          onClick={() => print.mutate()}
        >
          {card.portfolio}
        </Button>
      </Tooltip>
      {print.error !== null && <FailureBar error={print.error} />}
    </>
  );
}
