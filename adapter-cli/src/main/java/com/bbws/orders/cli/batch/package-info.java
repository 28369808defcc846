/**
 * {@code orders fix --file}: many corrections from one file.
 *
 * <p>Start with {@link com.bbws.orders.cli.batch.CorrectionFile}, which reads and checks a file, and with {@link
 * com.bbws.orders.cli.batch.CorrectionBatch}, which applies its rows and reports each result. A new file format is a
 * new {@code *RowReader}. Options and confirmation belong to {@code command}.
 */
package com.bbws.orders.cli.batch;
