package com.bbws.orders.lambda;

import java.util.Optional;

/** The X-Ray trace that an invocation belongs to. */
final class XRayTrace {

    /** Where Lambda's Java runtimes put the trace header of each invocation. The context's getter is not in all of them. */
    static final String HEADER_PROPERTY = "com.amazonaws.xray.traceHeader";

    private static final String ROOT = "Root=";

    private XRayTrace() {}

    /** Returns the id of the current invocation's trace; empty outside Lambda. */
    static Optional<String> id() {
        String header = System.getProperty(HEADER_PROPERTY, "");
        int start = header.indexOf(ROOT);
        if (start < 0) {
            return Optional.empty();
        }
        int end = header.indexOf(';', start);
        return Optional.of(header.substring(start + ROOT.length(), end < 0 ? header.length() : end));
    }
}
