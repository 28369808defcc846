/**
 * What most commands need before they can work: the use cases on one table, and which table and which order they use.
 *
 * <p>Start with {@link com.bbws.orders.cli.session.UseCases}. {@link com.bbws.orders.cli.session.ConnectionOptions}
 * selects the table, {@link com.bbws.orders.cli.session.OrderSelection} the order. Options of single commands belong to
 * {@code command}.
 */
package com.bbws.orders.cli.session;
