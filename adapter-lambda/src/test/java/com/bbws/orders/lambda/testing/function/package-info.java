/**
 * The packaged function in a separate process, as Lambda starts it.
 *
 * <p>Start with {@link PackagedFunction}: it unpacks the zip and starts a handler under the {@link RuntimeInterfaceClient}.
 * {@link LambdaRuntimeApi} is the server from which the function takes its events; {@link ContainerCredentialsServer} gives
 * credentials to a function that is restored from a snapshot.
 *
 * <p>The function as the container image starts it is in {@code lambda.image}.
 */
package com.bbws.orders.lambda.testing.function;
