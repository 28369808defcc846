/**
 * {@code PUT /v1.0/orders/{orderId}} behind API ApiGatewayType (docs/contract.md, 1, 3 and 4).
 *
 * <p>The two handlers turn an event into a {@link com.bbws.orders.lambda.PutRequest} and a {@link
 * com.bbws.orders.lambda.PutResponse} into an answer, nothing else; {@link com.bbws.orders.lambda.PutOrderEndpoint} has
 * the rules of HTTP, free of AWS types. JSON is read and written with Jackson's streaming API, for the cold start's sake.
 */
package com.bbws.orders.lambda;
