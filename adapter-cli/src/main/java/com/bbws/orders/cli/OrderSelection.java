package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.application.FindOrder;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which order a command is about. */
final class OrderSelection {

    @Parameters(paramLabel = "ORDER_ID", description = "The order's id.")
    private String orderId;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whose order it is. Without it the order is looked up in an index, which lags a little.")
    private Optional<String> tenant = Optional.empty();

    OrderId orderId() {
        return new OrderId(orderId);
    }

    /**
     * Returns whose order it is: who the option says, or the only one who has it.
     *
     * @param orders for looking it up
     * @throws CommandFailed if nobody is known to have it, or several have
     */
    TenantId tenantId(FindOrder orders) {
        return tenant.map(TenantId::new).orElseGet(() -> onlyTenantOf(orderId(), orders));
    }

    /**
     * Returns whose order it is, if only one tenant has an order of this id.
     *
     * @throws CommandFailed if nobody is known to have it, or several have
     */
    static TenantId onlyTenantOf(OrderId id, FindOrder orders) {
        Set<TenantId> tenants = orders.tenantsOf(id);
        if (tenants.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND,
                    "No order " + id.value() + " is in the index, which lags and may miss some:"
                            + " give --tenant to look into the table itself. 'orders verify --all' finds what the index misses.");
        }
        if (tenants.size() > 1) {
            String names = tenants.stream().map(TenantId::value).collect(joining(", "));
            throw new CommandFailed(
                    ExitCode.USAGE, "Several tenants have an order " + id.value() + ": " + names + ". Give --tenant.");
        }
        return tenants.iterator().next();
    }
}
