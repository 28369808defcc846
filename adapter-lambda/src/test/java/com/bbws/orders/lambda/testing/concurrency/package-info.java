/**
 * Several writers of one order.
 *
 * <p>{@link LinearizabilityChecker} decides whether the responses to several clients ({@link Call}, {@link Operation}, {@link
 * Response}) are consistent with one order of their writes ({@link Version}): docs/guarantees.md. {@link
 * InterleavingScheduler} runs clients in an order that a seed decides, and {@link SupplierClock} sets their clocks. {@link
 * ConflictSimulation} computes how many of many writers lose the race.
 *
 * <p>The tests that use them on the real handlers are one package up.
 */
package com.bbws.orders.lambda.testing.concurrency;
