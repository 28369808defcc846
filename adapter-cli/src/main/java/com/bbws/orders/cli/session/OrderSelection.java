package com.bbws.orders.cli.session;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.application.FindOrder;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which order a command is about. */
public final class OrderSelection {

    /** For what is given in the place of an id. */
    public static final String ORDER_NUMBER_HINT = "That looks like an order number; give the order id."
            + " No index finds an order by its number: 'orders list --tenant TENANT' shows both.";

    private static final Pattern ORDER_NUMBER = Pattern.compile("ORD-\\d{4}-\\d+", Pattern.CASE_INSENSITIVE);

    @Parameters(paramLabel = "ORDER_ID", description = "The order's id.")
    private String orderId;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whose order it is. Without it the order is looked up in an index, which lags a little.")
    private Optional<String> tenant = Optional.empty();

    public OrderId orderId() {
        return new OrderId(orderId);
    }

    /**
     * Returns whose order it is: who the option says, or the only one who has it.
     *
     * @param orders for looking it up
     * @throws CliException if no tenant is known to have it, or several have
     */
    public TenantId tenantId(FindOrder orders) {
        return tenantId(orders::tenantsOf);
    }

    /**
     * Returns whose order it is: who the option says, or the only one who has it.
     *
     * @param lookup for looking it up
     * @throws CliException if no tenant is known to have it, or several have
     */
    public TenantId tenantId(Function<OrderId, Set<TenantId>> lookup) {
        return tenant.map(TenantId::new).orElseGet(() -> onlyOne(lookup.apply(orderId()), orderId()));
    }

    /**
     * Returns whose order it is, if only one tenant has an order of this id.
     *
     * @throws CliException if no tenant is known to have it, or several have
     */
    public static TenantId onlyTenantOf(OrderId id, FindOrder orders) {
        return onlyOne(orders.tenantsOf(id), id);
    }

    /** Tells whether an id, which may have any form, has that of an order number: {@code ORD-2025-00042}. */
    public static boolean isLikeAnOrderNumber(OrderId id) {
        return ORDER_NUMBER.matcher(id.value()).matches();
    }

    private static TenantId onlyOne(Set<TenantId> tenants, OrderId id) {
        if (tenants.isEmpty() && isLikeAnOrderNumber(id)) {
            throw new CliException(ExitCode.NOT_FOUND, "No order has the id " + id.value() + ". " + ORDER_NUMBER_HINT);
        }
        if (tenants.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "No order " + id.value() + " is in the index, which lags and may miss some:"
                            + " give --tenant to look into the table itself. 'orders verify --all' finds what the index misses.");
        }
        if (tenants.size() > 1) {
            String names = tenants.stream().map(TenantId::value).collect(joining(", "));
            throw new CliException(
                    ExitCode.USAGE, "Several tenants have an order " + id.value() + ": " + names + ". Give --tenant.");
        }
        return tenants.iterator().next();
    }
}
