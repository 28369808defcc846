/**
 * The order, its values and its rules. Does not depend on a framework, a database or a transport.
 *
 * <p>Start with {@link com.bbws.orders.domain.Order#update}. It decides on an {@link com.bbws.orders.domain.OrderUpdate} and
 * returns an {@link com.bbws.orders.domain.OrderChange}, or empty if the order already has the requested values. If a rule
 * rejects the update, it throws an {@link com.bbws.orders.domain.OrderException}. {@link
 * com.bbws.orders.domain.port.OrderRepository} writes a change.
 *
 * <pre>{@code
 * OrderUpdate payment = OrderUpdate.to(OrderStatus.PAID, PaymentDetails.of(Map.of(PaymentField.METHOD, "payfast")));
 * try {
 *     order.update(payment, new Actor("billing"), UpdateId.random(), clock.instant())
 *             .ifPresentOrElse(change -> orders.apply(change), () -> System.out.println("paid before"));
 * } catch (OrderException.IllegalTransition rejection) {
 *     System.out.println("from here an order can only become " + rejection.allowed());
 * }
 * }</pre>
 *
 * <p>All types are immutable and thread-safe, except builders. No method takes or returns {@code null}; an absent value is an
 * {@link java.util.Optional}. New values are checked when they are created ({@code of}). Stored values are not checked
 * ({@code reconstitute}), because other services may store invalid ones.
 */
package com.bbws.orders.domain;
