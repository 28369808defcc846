package com.bbws.orders.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The X-Ray trace that an invocation belongs to. */
final class XRayTrace {

    /** Where Lambda's Java runtimes put the trace header of each invocation. The context's getter is not in all of them. */
    static final String HEADER_PROPERTY = "com.amazonaws.xray.traceHeader";

    /** As X-Ray writes it. A caller may send a header of their own making, and what else stands in it is not for a log. */
    private static final Pattern ROOT = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(;|$)");

    private XRayTrace() {}

    /** Returns the id of the current invocation's trace; empty outside Lambda, or if it is none. */
    static Optional<String> id() {
        Matcher root = ROOT.matcher(System.getProperty(HEADER_PROPERTY, ""));
        return root.find() ? Optional.of(root.group(1)) : Optional.empty();
    }
}
