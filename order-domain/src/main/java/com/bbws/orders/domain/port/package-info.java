/**
 * The ports: what the use cases require of a store. Start with {@link com.bbws.orders.domain.port.OrderRepository}; the
 * Lambda function needs no other port. Operators also need {@link com.bbws.orders.domain.port.OrderSearch} and {@link
 * com.bbws.orders.domain.port.OrderScanner}; the history has {@link com.bbws.orders.domain.port.OrderHistory}. {@link
 * com.bbws.orders.domain.port.OrderEventPublisher} tells other services what has happened. Each port has a contract test that
 * every implementation passes. The ports do not depend on a kind of database: what only one store can do belongs to its
 * adapter.
 */
package com.bbws.orders.domain.port;
