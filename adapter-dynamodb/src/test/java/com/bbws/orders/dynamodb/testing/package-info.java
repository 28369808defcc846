/** A real DynamoDB inside the JVM, and items for it, for the tests of every program. */
package com.bbws.orders.dynamodb.testing;
