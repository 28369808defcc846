package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** A service outside the JVM of a test, which is invoked with JSON and returns JSON as a function in Lambda. */
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
        } catch (JsonProcessingException noResponse) {
            throw new IllegalStateException("The result of the function is not a response for API Gateway", noResponse);
        }
    }

    /** A function, wherever it runs. */
    interface Function {

        /** Sends an event and returns the result. */
        String invoke(String event);
    }
}
