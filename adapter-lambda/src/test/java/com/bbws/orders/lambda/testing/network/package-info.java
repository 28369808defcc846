/**
 * What is between the functions and DynamoDB or SNS.
 *
 * <p>{@link WireFault} lists the faults of one request, and {@link WireFaultScenario} combines them for one PUT and predicts
 * the result; the proxy that causes them is {@code FaultInjectionProxy} of adapter-dynamodb. {@link MeteringProxy} records
 * what each request consumes. {@link TlsTerminationProxy} adds TLS. {@link SnsServer} replaces SNS.
 */
package com.bbws.orders.lambda.testing.network;
