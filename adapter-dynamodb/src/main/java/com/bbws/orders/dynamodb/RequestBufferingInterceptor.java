package com.bbws.orders.dynamodb;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Makes the JDK's HTTP client buffer each request and compute its length. If the length is set, the client streams the
 * request instead. Before it reuses a connection for a streamed request, it checks the connection with a read that times out
 * after one millisecond (docs/decisions/0021-requests-are-buffered-if-only-the-sdk-retries.md).
 */
final class RequestBufferingInterceptor implements ExecutionInterceptor {

    /** A system property of the JDK, which reads it once, when it opens the first connection. */
    private static final String RETRY_POST = "sun.net.http.retryPost";

    /**
     * Returns whether requests may be buffered in this JVM: only if the JDK leaves all retries to the SDK. By default the JDK
     * silently repeats a buffered request that gets no response. A conditional write must count all attempts, so the
     * command line has to disable this.
     */
    static boolean isSafe() {
        return "false".equals(System.getProperty(RETRY_POST));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().copy(request -> request.removeHeader("Content-Length"));
    }
}
