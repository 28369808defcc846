/**
 * Support for the tests of every module.
 *
 * <p>{@link com.bbws.orders.domain.testing.OrderFixtures} creates orders. Each {@code *Contract} tests a port; every
 * implementation has a subclass of it. {@link com.bbws.orders.domain.testing.InMemoryOrders} is the simplest
 * implementation. {@link com.bbws.orders.domain.testing.HexagonRules} checks the architecture, and {@link
 * com.bbws.orders.domain.testing.PersonalData} checks that a text contains no personal data. {@link
 * com.bbws.orders.domain.testing.MostlyWaits} marks a test class that starts before the others.
 */
package com.bbws.orders.domain.testing;
