/**
 * Implements the ports of {@code order-domain} with the portal's DynamoDB table, which other services read and write too
 * (docs/contract.md, 2).
 *
 * <p>Start at {@link com.bbws.orders.dynamodb.DynamoDbOrders}: it opens the table and returns the ports. {@link
 * com.bbws.orders.dynamodb.DynamoDbSettings} says where the table is; {@link com.bbws.orders.dynamodb.DynamoDbPriming} is for
 * Lambda SnapStart. Everything else is internal:
 *
 * <ul>
 *   <li>reading items: OrderItemReader, ItemAttributes, JsonText, OrderItemValidator
 *   <li>writing: OrderUpdateExpression, WriteAttemptTracker
 *   <li>failures: SdkExceptionTranslator, the one place that translates exceptions of the SDK
 *   <li>configuration: SdkSettingsValidator, AwsProfile, ProxySettings
 * </ul>
 *
 * <p>Business rules do not belong here; they are in {@code order-domain}.
 */
package com.bbws.orders.dynamodb;
