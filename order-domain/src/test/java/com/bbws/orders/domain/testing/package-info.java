/**
 * Support for the tests of every module.
 *
 * <p>{@link com.bbws.orders.domain.testing.OrderFixtures} creates orders. {@link
 * com.bbws.orders.domain.testing.HexagonRules} checks the architecture, and {@link
 * com.bbws.orders.domain.testing.PersonalData} checks that a text contains no personal data. {@link
 * com.bbws.orders.domain.testing.MostlyWaits} marks a test class that starts before the others. The contract tests of the
 * ports and the stores in memory are in the module {@code order-domain-contract-tests}, which other services use too.
 */
package com.bbws.orders.domain.testing;
