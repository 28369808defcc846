/**
 * The events of orders, published to an SNS topic (docs/contract.md, 7).
 *
 * <p>Start with {@link SnsOrderEventPublisher}. {@code Wiring} creates it if a topic is set, and only the function that records
 * the history uses it: the function behind API Gateway loads no class of this package. What a message contains is decided by
 * {@link com.bbws.orders.domain.history.OrderEvent}, not here.
 */
package com.bbws.orders.lambda.sns;
