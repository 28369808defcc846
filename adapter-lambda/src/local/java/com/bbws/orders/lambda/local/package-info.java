/**
 * The service on one machine, to try it out: {@code ./mvnw -Plocal} and {@code ./mvnw -Pdemo}.
 *
 * <p>Start with {@link LocalService}. {@link LocalApiGateway} replaces API Gateway, {@link SwaggerUiPage} serves the page
 * with the API's description, {@link EventFeed} sends the events of orders, and {@link SampleOrders} are the orders in the table.
 *
 * <p>It is compiled with the tests and is not in the zip: it uses the embedded database of the tests and does not verify the
 * identity of its callers.
 */
package com.bbws.orders.lambda.local;
