/**
 * Orders in the portal's DynamoDB table, which other services read and write too (docs/contract.md, 2).
 *
 * <p>{@link com.bbws.orders.dynamodb.DynamoDbOrders} opens the ports; everything else is nobody's business.
 */
package com.bbws.orders.dynamodb;
