package com.bbws.orders.cli.testing;

/** What came of a command line. */
public record Run(int exitCode, String out, String err) {}
