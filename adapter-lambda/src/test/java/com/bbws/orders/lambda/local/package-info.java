/**
 * The service on one machine, for trying it out: the real handler in front of an embedded DynamoDB. Test code, because
 * neither the database nor the unchecked identity of its callers may ever come near a deployment.
 */
package com.bbws.orders.lambda.local;
