/**
 * The contracts of the ports as tests, for each implementation, and implementations in memory for tests of code that uses
 * the ports.
 *
 * <p>A store has a test class that extends the contract of its port and implements the abstract methods:
 *
 * <ul>
 *   <li>{@link com.bbws.orders.domain.contract.OrderRepositoryContract}, for a store that keeps whole orders, which other
 *       services may write too, such as the orders table;
 *   <li>{@link com.bbws.orders.domain.contract.MinimalOrderRepositoryContract}, for a store that keeps only what a change
 *       needs: status, payment details, lock token, update id and the flag of a soft delete.
 * </ul>
 *
 * <p>The tests need JUnit 5.10 or later, or JUnit 6, and AssertJ 3.27. They run on the class path and on the module
 * path, have no JUnit extensions, print nothing, and compare orders through their public methods. Each test uses a new tenant,
 * so no test has to clean up and tests may run in parallel.
 */
package com.bbws.orders.domain.contract;
