package com.bbws.orders.lambda.testing.event;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.UUID;

/** The context of an invocation outside Lambda. */
public final class StubContext implements Context {

    private final String awsRequestId = UUID.randomUUID().toString();

    @Override
    public String getAwsRequestId() {
        return awsRequestId;
    }

    @Override
    public String getLogGroupName() {
        return "local";
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return "update_order-local";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:af-south-1:000000000000:function:update_order-local";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("the handler does not use it");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("the handler does not use it");
    }

    @Override
    public int getRemainingTimeInMillis() {
        return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("the handler does not use it");
    }
}
