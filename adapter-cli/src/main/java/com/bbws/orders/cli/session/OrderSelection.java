package com.bbws.orders.cli.session;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that select one order. */
public final class OrderSelection {

    /** The description of {@code --tenant} where it selects an order. */
    public static final String TENANT_DESCRIPTION =
            "Tenant of the order. Without it, the order is found through an index, which may be a few seconds out of date.";

    private static final Pattern ORDER_NUMBER = Pattern.compile("ORD-\\d{4}-\\d+", Pattern.CASE_INSENSITIVE);

    @Parameters(paramLabel = "ORDER_ID", description = "Order id.")
    private String orderId;

    @Option(names = "--tenant", paramLabel = "TENANT", description = TENANT_DESCRIPTION)
    private Optional<String> tenant = Optional.empty();

    /** Returns the order id. */
    public OrderId orderId() {
        return new OrderId(orderId);
    }

    /**
     * Returns the key of the selected order.
     *
     * @param lookup finds the tenants of an order
     * @throws OrderException.NotFound if no tenant has the order and the id looks like an order number
     * @throws CliException if no tenant, or more than one, has the order
     */
    public OrderKey orderKey(Function<OrderId, Set<TenantId>> lookup) {
        return orderKey(tenant.map(TenantId::new), orderId(), lookup);
    }

    /**
     * Returns the key of an order: with the given tenant, else with the only tenant that has the order.
     *
     * @param tenantId the tenant, if it is known
     * @param id the order id
     * @param lookup finds the tenants of an order
     * @throws OrderException.NotFound if no tenant has the order and the id looks like an order number
     * @throws CliException if no tenant, or more than one, has the order
     */
    public static OrderKey orderKey(Optional<TenantId> tenantId, OrderId id, Function<OrderId, Set<TenantId>> lookup) {
        return new OrderKey(tenantId.orElseGet(() -> onlyOne(lookup.apply(id), id)), id);
    }

    /** Returns whether an id has the form of an order number, such as {@code ORD-2025-00042}. */
    public static boolean isLikeAnOrderNumber(OrderId id) {
        return ORDER_NUMBER.matcher(id.value()).matches();
    }

    private static TenantId onlyOne(Set<TenantId> tenants, OrderId id) {
        if (tenants.isEmpty() && isLikeAnOrderNumber(id)) {
            throw new OrderException.NotFound(id);
        }
        if (tenants.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "Order " + id.value()
                            + " not found in the index, which may be a few seconds out of date and does not"
                            + " contain orders without index keys. Use --tenant to read the table directly, or 'orders verify"
                            + " --all' to find orders without index keys.");
        }
        if (tenants.size() > 1) {
            String names = tenants.stream().map(TenantId::value).collect(joining(", "));
            throw new CliException(
                    ExitCode.USAGE,
                    "Several tenants have an order " + id.value() + ": " + names + ". Use --tenant to select one.");
        }
        return tenants.iterator().next();
    }
}
