package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.log.PersonalDataCheckingStream;
import com.bbws.orders.lambda.testing.response.Json;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The service in the JVM of a test: the handlers on a table in an embedded DynamoDB, and their log. */
final class EmbeddedService extends TestService {

    private static final TestTable SHARED_TABLE = TestTable.embedded();

    final Map<String, String> environment = new HashMap<>();
    private final TestTable table;
    private final PersonalDataCheckingStream log = new PersonalDataCheckingStream();
    private Clock clock = Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC);

    EmbeddedService() {
        this(newTenant());
    }

    EmbeddedService(TenantId tenant) {
        this(tenant, SHARED_TABLE);
    }

    EmbeddedService(TenantId tenant, TestTable table) {
        super(tenant, table);
        this.table = table;
        environment.put(DynamoDbSettings.TABLE_NAME_VARIABLE, table.settings().tableName());
        environment.put(
                DynamoDbSettings.ENDPOINT_VARIABLE,
                table.settings().endpoint().orElseThrow().toString());
    }

    EmbeddedService with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    EmbeddedService at(URI databaseEndpoint) {
        return with(DynamoDbSettings.ENDPOINT_VARIABLE, databaseEndpoint.toString());
    }

    EmbeddedService withoutFaults() {
        return new EmbeddedService(tenant, table);
    }

    EmbeddedService withClock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Creates the endpoint again, as a cold start does. */
    PutOrderEndpoint endpoint() {
        return Wiring.endpoint(environment, clock, new PrintStream(log, true, UTF_8));
    }

    /** Creates the hook that runs before a snapshot and after a restore. */
    SnapshotHook snapshotHook() {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        return Wiring.snapshotHook(table, settings, DynamoDbOrders.open(table), clock, jsonLog(settings));
    }

    /** Primes a client as in the init phase. */
    void prime() {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        try (DynamoDbOrders orders = DynamoDbOrders.open(table)) {
            Wiring.prime(
                    Optional.ofNullable(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")),
                    settings,
                    orders,
                    clock,
                    jsonLog(settings));
        }
    }

    private JsonLog jsonLog(LambdaSettings settings) {
        return new JsonLog(new PrintStream(log, true, UTF_8), clock, settings, RequestMetrics.SERVICE);
    }

    /** Creates the handler that records the history. */
    RecordOrderHistoryHandler orderHistory() {
        return new RecordOrderHistoryHandler(
                Wiring.orderHistory(environment, clock, new PrintStream(log, true, UTF_8)));
    }

    @Override
    APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event) {
        return TypedHandler.rest(new UpdateOrderHandler(endpoint())).handleRequest(event, new StubContext());
    }

    /** Sends a PUT and checks the response against the description of the API. */
    APIGatewayV2HTTPResponse put(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPResponse response =
                TypedHandler.httpApi(new UpdateOrderHttpApiHandler(endpoint())).handleRequest(event, new StubContext());
        OpenApiAssertions.check(response.getStatusCode(), response.getHeaders(), response.getBody());
        return response;
    }

    /** Returns the changes of an order's item, from the stream of the table. */
    List<StreamRecord> changesOf(OrderId id) {
        return EmbeddedDynamoDb.shared().changesOf(table.settings().tableName(), OrderItems.key(key(id)));
    }

    List<JsonNode> logLines() {
        return logText().lines().map(Json::parse).toList();
    }

    String logText() {
        return log.toString(UTF_8);
    }
}
