package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.LambdaJson;
import java.util.function.UnaryOperator;

/** A service outside the JVM of a test: a function that is invoked with JSON and returns JSON, as in Lambda. */
final class RemoteService extends TestService {

    private final UnaryOperator<String> function;

    RemoteService(TestTable table, UnaryOperator<String> function) {
        super(newTenant(), table);
        this.function = function;
    }

    @Override
    APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
        byte[] response = function.apply(LambdaJson.write(event)).getBytes(UTF_8);
        return LambdaJson.read(APIGatewayProxyResponseEvent.class, response).orElseThrow();
    }
}
