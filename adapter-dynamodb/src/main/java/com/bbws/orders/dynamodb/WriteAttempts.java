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
 * The attempts of one write, of which some are refused. A refusal says that the attempt has written nothing. It is an answer
 * of DynamoDB, with an error code and a status from 400 to 499 other than 408: after a timeout the attempt may have written.
 * An answer without a code comes from something on the way, which may have passed the request on. An attempt without an
 * answer may have written too.
 */
final class WriteAttempts {

    private static final ExecutionAttribute<WriteAttempts> OF_THE_CALL = new ExecutionAttribute<>("WriteAttempts");

    private static final int CLIENT_ERROR = 400;
    private static final int TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    /** The member of DynamoDB's JSON that holds the error code. */
    private static final String ERROR_CODE = "\"__type\"";

    /** One thread sends all attempts of a call. */
    private int refused;

    /** Returns a write whose refused attempts are counted here, by a client that has the {@link Counter}. */
    UpdateItemRequest counting(UpdateItemRequest.Builder write) {
        return write.overrideConfiguration(call -> call.putExecutionAttribute(OF_THE_CALL, this))
                .build();
    }

    /** Tells whether the database refused each attempt of the call that ended like this: then nothing is written. */
    boolean areAllRefused(SdkException failure) {
        return failure.numAttempts() != null && failure.numAttempts() == refused;
    }

    /** Counts the refusals of each write that is {@link #counting}. */
    static final class Counter implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            Optional<InputStream> body = context.responseBody();
            WriteAttempts attempts = attributes.getAttribute(OF_THE_CALL);
            if (attempts == null
                    || body.isEmpty()
                    || !isRefusal(context.httpResponse().statusCode())) {
                return body;
            }
            byte[] error = read(body.get());
            if (new String(error, UTF_8).contains(ERROR_CODE)) {
                attempts.refused++;
            }
            return Optional.of(new ByteArrayInputStream(error));
        }

        private static boolean isRefusal(int status) {
            return status >= CLIENT_ERROR && status < SERVER_ERROR && status != TIMEOUT;
        }

        private static byte[] read(InputStream body) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                body.transferTo(read);
            } catch (IOException cutOff) {
                // The SDK finds out that the rest is missing: by the checksum, or by the JSON.
            }
            return read.toByteArray();
        }
    }
}
