package com.bbws.orders.cli.testing;

/** The result of a program. */
public record Run(int exitCode, String out, String err) {}
