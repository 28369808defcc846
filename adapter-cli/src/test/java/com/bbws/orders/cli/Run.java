package com.bbws.orders.cli;

/** What came of a command line. */
record Run(int exitCode, String out, String err) {}
