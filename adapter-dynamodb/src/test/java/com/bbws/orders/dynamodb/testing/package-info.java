/**
 * DynamoDB for the tests of all modules: DynamoDB Local inside the JVM or in LocalStack, items as the other services write
 * them, a proxy that injects network faults, and table streams. Start at {@link
 * com.bbws.orders.dynamodb.testing.TestTable}.
 */
package com.bbws.orders.dynamodb.testing;
