/**
 * {@code PUT /v1.0/orders/{orderId}} behind API Gateway, and the history and the events of orders from the table's stream
 * (docs/contract.md, 1, 3, 4, 6 and 7).
 *
 * <p>Start with {@link PutOrderEndpoint}, which has the rules of HTTP without AWS types. {@link UpdateOrderHandler} and
 * {@link UpdateOrderHttpApiHandler} only convert an event to a {@link PutRequest} and a {@link PutResponse} to the result.
 * {@link RecordOrderHistoryHandler} passes the records of the stream to {@link StreamBatchProcessor}, which also publishes the
 * events, to the topic of {@link com.bbws.orders.lambda.sns}. {@link Wiring} creates
 * the objects, and {@link LambdaSettings} reads the environment variables.
 *
 * <p>Only Jackson's streaming API is used, because data binding makes the cold start slower. Business rules do not belong here.
 */
package com.bbws.orders.lambda;
