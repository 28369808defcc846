/**
 * The ports: what the use cases require of a store. Start with {@link com.bbws.orders.domain.port.OrderRepository}; the
 * Lambda function needs no other port. Operators also need {@link com.bbws.orders.domain.port.OrderSearch} and {@link
 * com.bbws.orders.domain.port.OrderScanner}; the history has {@link com.bbws.orders.domain.port.OrderHistory}. {@link
 * com.bbws.orders.domain.port.OrderEventPublisher} tells other services what has happened. Each port has a contract test that
 * every implementation passes. The ports do not depend on a kind of database: what only one store can do belongs to its
 * adapter.
 *
 * <pre>{@code
 * OrderKey key = new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e"));
 * Order found = orders.find(key).orElseThrow(() -> new OrderException.NotFound(key.id()));
 * Optional<OrderChange> change = found.update(update, new Actor("billing"), UpdateId.random(), clock.instant());
 * try {
 *     change.ifPresent(orders::apply);
 * } catch (OrderException.Conflict conflict) {
 *     // Another write was faster: read the order again, and decide again.
 * } catch (StoreException.OutcomeUnknown lost) {
 *     // The change may be written. It is safe to apply the same change again.
 * }
 * }</pre>
 */
package com.bbws.orders.domain.port;
