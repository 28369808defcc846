/**
 * The use cases: one public class each, named as a verb phrase, with the method {@code handle}. Start with {@link
 * com.bbws.orders.application.UpdateOrder}. A use case reads from a port, lets the domain decide, and writes the decision.
 * Commands consist of domain types: an adapter parses text before it calls a use case. {@link
 * com.bbws.orders.application.OrderDocument} is the published form of an order, {@link
 * com.bbws.orders.application.OrderEventDocument} that of an event. Use cases have no state and are
 * thread-safe. Nothing here depends on HTTP, AWS or a terminal.
 *
 * <pre>{@code
 * UpdateOrder updateOrder = new UpdateOrder(orders, Clock.systemUTC());
 * UpdateOutcome outcome = updateOrder.handle(new UpdateOrderCommand(
 *         new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e")),
 *         OrderUpdate.to(OrderStatus.CANCELLED),
 *         new Actor("billing"),
 *         UpdateId.random(),
 *         ExpectedVersion.any()));
 * System.out.println(outcome.isWritten() ? "cancelled now" : "cancelled before");
 * }</pre>
 */
package com.bbws.orders.application;
