/**
 * Implements the ports of {@code order-domain} with the portal's DynamoDB table, which other services read and write too
 * (docs/contract.md, 2).
 *
 * <pre>{@code
 * try (DynamoDbOrders table = DynamoDbOrders.open(DynamoDbSettings.of(System.getenv()))) {
 *     OrderRepository repository = table.repository();
 *     Optional<Order> found = repository.find(new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e")));
 *     System.out.println(found.map(Order::status));
 * }
 * }</pre>
 *
 * <p>Start with {@link com.bbws.orders.dynamodb.DynamoDbOrders}: it opens the table that {@link
 * com.bbws.orders.dynamodb.DynamoDbSettings} locates, and returns the ports. {@code OrderItemReader} reads items, {@code
 * OrderItemValidator} validates them, {@code OrderUpdateExpression} writes a change. {@code SdkExceptionTranslator}
 * translates the exceptions of the SDK. {@link com.bbws.orders.dynamodb.OrderImageDecoder} is for the stream of the table,
 * {@link com.bbws.orders.dynamodb.DynamoDbPriming} for Lambda SnapStart. Business rules do not belong here.
 */
package com.bbws.orders.dynamodb;
