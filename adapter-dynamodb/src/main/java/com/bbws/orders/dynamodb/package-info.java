/**
 * Implements the ports of {@code order-domain} with the portal's DynamoDB table, which other services read and write too
 * (docs/contract.md, 2).
 *
 * <p>Start with {@link com.bbws.orders.dynamodb.DynamoDbOrders}: it opens the table that {@link
 * com.bbws.orders.dynamodb.DynamoDbSettings} locates, and returns the ports. {@code OrderItemReader} reads items, {@code
 * OrderItemValidator} validates them, {@code OrderUpdateExpression} writes a change. {@code SdkExceptionTranslator}
 * translates the exceptions of the SDK. {@link com.bbws.orders.dynamodb.OrderImageDecoder} is for the stream of the table,
 * {@link com.bbws.orders.dynamodb.DynamoDbPriming} for Lambda SnapStart. Business rules do not belong here.
 */
package com.bbws.orders.dynamodb;
