package com.bbws.orders.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The X-Ray trace of an invocation. */
final class XRayTrace {

    /** The property with the trace header of each invocation. Not every Java runtime of Lambda has a getter in the context. */
    static final String HEADER_PROPERTY = "com.amazonaws.xray.traceHeader";

    /** The form that X-Ray writes. A client may send any header, so other text in it is not logged. */
    private static final Pattern ROOT = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(;|$)");

    private XRayTrace() {}

    /** Returns the trace id of the current invocation; empty outside Lambda, or if the header has none. */
    static Optional<String> id() {
        Matcher root = ROOT.matcher(System.getProperty(HEADER_PROPERTY, ""));
        return root.find() ? Optional.of(root.group(1)) : Optional.empty();
    }
}
