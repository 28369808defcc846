package com.bbws.orders.dynamodb;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Has the JDK gather a request and count its bytes. With the length told beforehand it streams the request, and then asks
 * each connection before it is used again whether it still stands, by a read that times out after a millisecond
 * (docs/decisions/0021-requests-are-buffered-where-nothing-repeats-them.md).
 */
final class RequestBufferingInterceptor implements ExecutionInterceptor {

    /** The JDK's; it is read once, when the first connection is made. */
    private static final String SEND_AGAIN = "sun.net.http.retryPost";

    /**
     * Tells whether the JDK leaves it to the SDK to send a request again that was not answered. Unless it was told so on the
     * command line it sends a buffered one again by itself, and who writes on a condition has to know of each attempt.
     */
    static boolean areSentOnce() {
        return "false".equals(System.getProperty(SEND_AGAIN));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().copy(request -> request.removeHeader("Content-Length"));
    }
}
