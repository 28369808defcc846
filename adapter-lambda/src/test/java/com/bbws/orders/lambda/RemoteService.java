package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** A service that is invoked as Lambda invokes a function: with JSON, which it answers with JSON. */
final class RemoteService extends TestService {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Function function;

    RemoteService(TestTable table, Function function) {
        super(new TenantId("tenant_" + UUID.randomUUID()), table);
        this.function = function;
    }

    @Override
    APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
        try {
            return JSON.readValue(function.invoke(JSON.writeValueAsString(event)), APIGatewayProxyResponseEvent.class);
        } catch (JsonProcessingException noAnswer) {
            throw new IllegalStateException("the function does not answer as API Gateway expects", noAnswer);
        }
    }

    /** Somewhere, a function. */
    interface Function {

        /** Sends an event and returns the answer. */
        String invoke(String event);
    }
}
