/**
 * What a client receives, and the checks that hold for every response.
 *
 * <p>{@link OpenApiDocument} reads {@code openapi.yaml}, and {@link OpenApiAssertions} checks a response against it. {@link
 * ContractAssertions} checks it against the messages that docs/contract.md, 1 allows. {@link Json} parses a body.
 *
 * <p>Requests are in {@code testing.event}.
 */
package com.bbws.orders.lambda.testing.response;
