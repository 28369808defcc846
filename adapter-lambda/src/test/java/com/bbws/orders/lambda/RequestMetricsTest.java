package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.EmbeddedService.ifMatch;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.log.EmbeddedMetricFormatAssertions;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metrics that CloudWatch extracts from the log lines, checked against the schema of the format. */
class RequestMetricsTest {

    private static final String PAID = "{\"status\":\"paid\"}";
    private static final List<String> COUNTS = List.of(
            "Requests", "Success", "Refusals", "Failures", "OptimisticLockConflict", "OwnWriteRecovered", "ColdStart");

    private final EmbeddedService service = new EmbeddedService();

    @Test
    void countsASuccess() {
        store(OrderStatus.PENDING);

        service.put(ID, PAID);

        assertThat(counted()).isEqualTo("Requests Success ColdStart");
    }

    @Test
    void countsARepeatedRequestAsASuccess() {
        store(OrderStatus.PAID);

        service.put(ID, PAID);

        assertThat(counted()).isEqualTo("Requests Success ColdStart");
    }

    @Test
    void countsARejectedRequestByItsCode() {
        store(OrderStatus.COMPLETED);

        service.put(ID, PAID);

        assertThat(counted()).isEqualTo("Requests Refusals ColdStart");
        assertThat(line().get("code").asText()).isEqualTo("INVALID_ORDER_STATE");
        assertThat(directives())
                .containsExactly(
                        "BBWS/Orders by [[\"Service\",\"Environment\"]]",
                        "BBWS/Orders by [[\"Service\",\"Environment\",\"code\"]]");
        assertThat(line().at("/_aws/CloudWatchMetrics/1/Metrics"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.get("Name").asText()).isEqualTo("Refusals"));
    }

    @Test
    void countsAFailure() {
        service.at(ClosedPort.endpoint()).put(ID, PAID);

        assertThat(counted()).isEqualTo("Requests Failures ColdStart");
        assertThat(directives()).containsExactly("BBWS/Orders by [[\"Service\",\"Environment\"]]");
    }

    @Test
    void countsALostRaceWithAndWithoutIfMatch() {
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("UpdateItem", Fault.passAfter(this::otherServiceCancels));
            for (String version : List.of("*", "\"2025-12-30T10:00:00Z\"")) {
                EmbeddedService racing = service.withoutFaults().at(proxy.endpoint());
                store(OrderStatus.PENDING);

                racing.put(ifMatch(racing.event(ID, PAID), version));

                assertThat(counted(racing.logLines().get(0)))
                        .isEqualTo("Requests Refusals OptimisticLockConflict ColdStart");
            }
        }
    }

    @Test
    void doesNotCountAStaleVersionAsALostRace() {
        store(OrderStatus.PENDING);

        service.put(ifMatch(service.event(ID, PAID), "\"stale\""));

        assertThat(counted()).isEqualTo("Requests Refusals ColdStart");
    }

    @Test
    void countsAWriteThatWasFoundAfterALostResponse() {
        store(OrderStatus.PENDING);
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("UpdateItem", 1, Fault.dropResponse());

            service.at(proxy.endpoint()).put(ID, PAID);
        }

        assertThat(counted()).isEqualTo("Requests Success OwnWriteRecovered ColdStart");
    }

    @Test
    void countsTheFirstRequestOfAProcessAsAColdStart() {
        TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler =
                TypedHandler.rest(new UpdateOrderHandler(service.endpoint()));

        OpenApiAssertions.check(handler.handleRequest(service.event(ID, PAID), new StubContext()));
        OpenApiAssertions.check(handler.handleRequest(service.event(ID, PAID), new StubContext()));

        assertThat(service.logLines().stream().map(RequestMetricsTest::counted))
                .containsExactly("Requests Refusals ColdStart", "Requests Refusals");
    }

    @Test
    void measuresMilliseconds() {
        service.put(ID, PAID);

        assertThat(line().get("Latency").decimalValue())
                .isPositive()
                .hasScaleOf(3)
                .isBetween(
                        line().get("durationMs").decimalValue(),
                        line().get("durationMs").decimalValue().add(BigDecimal.ONE));
    }

    @Test
    void writesAllMetricsAtEveryLogLevel() {
        service.with("LOG_LEVEL", "ERROR");

        service.put(ID, "{}");

        assertThat(counted()).isEqualTo("Requests Refusals ColdStart");
        assertThat(directives()).hasSize(2);
    }

    @Test
    void showsEveryMetricOnTheDashboard() throws IOException {
        String dashboard = Files.readString(Path.of("terraform/dashboard.tf"));

        assertThat(COUNTS).allSatisfy(name -> assertThat(dashboard).contains('"' + name + '"'));
        assertThat(dashboard).contains("\"Latency\"", "\"FORBIDDEN\"");
    }

    /** The dashboard and its test contain the code and the status code of every rejection. */
    @ParameterizedTest
    @EnumSource
    void showsEveryRejectionOnTheDashboard(OrderException.Code code) throws IOException {
        String statusCode = Integer.toString(ResponseMapper.statusCode(code));

        assertThat(Files.readString(Path.of("terraform/dashboard.tf")))
                .contains('"' + code.name() + '"', "label = \"" + statusCode + '"');
        assertThat(Files.readString(Path.of("terraform/tests/monitoring.tftest.hcl")))
                .contains('"' + code.name() + '"', '"' + statusCode + '"');
    }

    private void store(OrderStatus status) {
        service.store(anOrder(service.tenant, ID, status).build());
    }

    private void otherServiceCancels() {
        service.store(anOrder(service.tenant, ID, OrderStatus.CANCELLED)
                .lockToken(new LockToken("2026-01-05T11:59:59Z"))
                .build());
    }

    private JsonNode line() {
        return service.logLines().get(0);
    }

    private String counted() {
        assertThat(service.logLines()).hasSize(1);
        return counted(line());
    }

    /** Checks a line against the schema and returns the names of the metrics that are 1. */
    private static String counted(JsonNode line) {
        EmbeddedMetricFormatAssertions.check(line);
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(1_767_614_400_000L);
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics")
                        .valueStream()
                        .map(metric -> metric.get("Name").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(COUNTS.stream(), Stream.of("Latency")).toList());
        return COUNTS.stream().filter(name -> line.get(name).asInt() == 1).collect(joining(" "));
    }

    private List<String> directives() {
        return line().at("/_aws/CloudWatchMetrics")
                .valueStream()
                .map(directive -> directive.get("Namespace").asText() + " by " + directive.get("Dimensions"))
                .toList();
    }
}
