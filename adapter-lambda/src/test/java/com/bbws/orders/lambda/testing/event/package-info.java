/**
 * Events and results as Lambda passes them to and from a handler.
 *
 * <p>{@link TypedHandler} calls a handler with the event types that AWS publishes, through {@link LambdaJson}, the
 * serializers of Lambda's Java runtimes. {@link StreamEvents} writes records of a table's stream as Lambda sends them, and
 * {@link EventSourceMapping} passes them on in batches. {@link OrderEventAssertions} checks the messages that the function
 * publishes. {@link StubContext} is an invocation's context.
 *
 * <p>The events of one order's tenant are in {@code TestService}, beside the tests.
 */
package com.bbws.orders.lambda.testing.event;
