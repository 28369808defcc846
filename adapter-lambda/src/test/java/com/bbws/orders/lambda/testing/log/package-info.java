/**
 * Checks of what the functions log.
 *
 * <p>{@link PersonalDataCheckingStream} receives the log of a service in a test, and fails the test if a line holds personal
 * data. {@link EmbeddedMetricFormatAssertions} checks a line against the schema of CloudWatch's Embedded Metric Format.
 */
package com.bbws.orders.lambda.testing.log;
