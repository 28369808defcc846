package com.bbws.orders.dynamodb;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The attempts of one write, of which some are refused. A refusal, which is an answer with a status from 400 to 499, says
 * that the attempt has written nothing. An attempt without an answer may have written.
 */
final class WriteAttempts {

    private static final ExecutionAttribute<WriteAttempts> OF_THE_CALL = new ExecutionAttribute<>("WriteAttempts");

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** One thread sends all attempts of a call. */
    private int refused;

    /** Returns a write whose refused attempts are counted here, by a client that has the {@link Counter}. */
    UpdateItemRequest counting(UpdateItemRequest write) {
        return write.toBuilder()
                .overrideConfiguration(call -> call.putExecutionAttribute(OF_THE_CALL, this))
                .build();
    }

    /** Tells whether the database refused each attempt of the call that ended like this: then nothing is written. */
    boolean areAllRefused(SdkException failure) {
        return failure.numAttempts() != null && failure.numAttempts() == refused;
    }

    /** Counts the refusals of each write that is {@link #counting}. */
    static final class Counter implements ExecutionInterceptor {

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            int status = context.httpResponse().statusCode();
            WriteAttempts attempts = attributes.getAttribute(OF_THE_CALL);
            if (attempts != null && status >= CLIENT_ERROR && status < SERVER_ERROR) {
                attempts.refused++;
            }
        }
    }
}
