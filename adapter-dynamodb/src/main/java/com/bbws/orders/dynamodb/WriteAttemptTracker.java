package com.bbws.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counts the attempts of one write that DynamoDB rejected. A rejected attempt has written nothing. A response is a rejection
 * if it has an error code of DynamoDB and a status from 400 to 499 other than 408.
 *
 * <p>All other failed attempts may have written: after a timeout (408), without a response, and after a response without an
 * error code. The latter comes from an intermediary such as a proxy, which may have forwarded the request.
 */
final class WriteAttemptTracker {

    private static final ExecutionAttribute<WriteAttemptTracker> TRACKER =
            new ExecutionAttribute<>("WriteAttemptTracker");

    private static final int CLIENT_ERROR = 400;
    private static final int TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    /** The member of DynamoDB's JSON that contains the error code. */
    private static final String ERROR_CODE = "\"__type\"";

    /** Not synchronized: one thread sends all attempts of a call. */
    private int rejected;

    /** Returns a request whose rejected attempts are counted here. The client must have the {@link Interceptor}. */
    UpdateItemRequest track(UpdateItemRequest.Builder write) {
        return write.overrideConfiguration(call -> call.putExecutionAttribute(TRACKER, this))
                .build();
    }

    /** Returns whether DynamoDB rejected every attempt of the call that failed with this exception: nothing was written. */
    boolean allRejected(SdkException failure) {
        return failure.numAttempts() != null && failure.numAttempts() == rejected;
    }

    /** Counts the rejected attempts of each write that a {@link WriteAttemptTracker} tracks. */
    static final class Interceptor implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            Optional<InputStream> body = context.responseBody();
            WriteAttemptTracker tracker = attributes.getAttribute(TRACKER);
            if (tracker == null
                    || body.isEmpty()
                    || !isRejection(context.httpResponse().statusCode())) {
                return body;
            }
            byte[] error = read(body.get());
            if (new String(error, UTF_8).contains(ERROR_CODE)) {
                tracker.rejected++;
            }
            return Optional.of(new ByteArrayInputStream(error));
        }

        private static boolean isRejection(int status) {
            return status >= CLIENT_ERROR && status < SERVER_ERROR && status != TIMEOUT;
        }

        private static byte[] read(InputStream body) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                body.transferTo(read);
            } catch (IOException truncated) {
                // The SDK detects that the rest is missing, by the checksum or by the JSON.
            }
            return read.toByteArray();
        }
    }
}
