package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The priming in init and before a snapshot; {@link SnapStartIT} checks the content of the snapshot. */
class PrimingTest {

    private static final TenantId TENANT = new TenantId("priming");
    private static final OrderId ORDER = new OrderId("priming");

    /** One directly to the use case, and those from the event to the response. */
    private static final int REQUESTS = 1 + 20;

    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final EmbeddedService service = new EmbeddedService(TENANT)
            .at(proxy.endpoint())
            .with("PRIMING_REQUESTS", "20")
            .with("PRIMING_LIMIT_MILLIS", "60000");

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void sendsRequestsToTheDatabaseAndWritesNothing() {
        service.snapshotHook().beforeCheckpoint(null);

        assertThat(line().get("level").asText()).isEqualTo("INFO");
        assertThat(line().get("message").asText()).isEqualTo("Primed");
        assertThat(proxy.requests("GetItem")).isEqualTo(REQUESTS);
        assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
        assertThat(service.stored(ORDER)).isEmpty();
    }

    @Test
    void writesNothingEvenIfTheOrderExists() {
        service.store(anOrder(TENANT, ORDER, OrderStatus.PENDING).build());
        Map<String, AttributeValue> before = service.stored(ORDER);
        try {
            service.snapshotHook().beforeCheckpoint(null);

            assertThat(service.stored(ORDER)).isEqualTo(before);
            assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
        } finally {
            service.remove(ORDER);
        }
    }

    @Test
    void hasTheRequiredGroupAndScope() {
        service.with("REQUIRED_GROUP", "order-writers").with("REQUIRED_SCOPE", "orders/write");

        service.snapshotHook().beforeCheckpoint(null);

        assertThat(line().get("message").asText()).isEqualTo("Primed");
        assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
    }

    /** So no alarm and no graph counts a priming request as a request. */
    @Test
    void hasMetricsOfItsOwnOnly() {
        service.snapshotHook().beforeCheckpoint(null);

        assertThat(line().at("/_aws/CloudWatchMetrics").findValuesAsText("Name"))
                .containsExactly("Primed", "PrimingMillis");
        assertThat(line().get("Primed").asInt()).isOne();
        assertThat(line().has("Requests")).isFalse();
        assertThat(line().has("tenantId")).isFalse();
    }

    @Test
    void primesTheClientOfTheRequestsInInit() {
        service.prime();

        assertThat(line().get("message").asText()).isEqualTo("Primed");
        assertThat(proxy.requests("GetItem")).isEqualTo(1 + REQUESTS);
        assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
        assertThat(service.stored(ORDER)).isEmpty();
    }

    /** The first call has a short time limit, and no other follows. */
    @Test
    void givesUpInInitIfTheDatabaseDoesNotRespond() {
        proxy.onEvery("GetItem", Fault.hang());

        service.with("PRIMING_LIMIT_MILLIS", "200").prime();

        assertThat(line().get("level").asText()).isEqualTo("WARN");
        assertThat(line().get("Primed").asInt()).isZero();
        assertThat(proxy.requests()).containsOnlyKeys("GetItem");
    }

    /** The retries of a call take longer than the init phase may. */
    @Test
    void doesNotWaitInInitForTheRetriesOfACallThatHangs() {
        service.stored(ORDER); // so that the SDK is loaded
        proxy.onEvery("UpdateItem", Fault.hang());

        service.with("PRIMING_LIMIT_MILLIS", "2000").prime();

        assertThat(line().get("Primed").asInt()).isZero();
        assertThat(line().get("stackTrace").asText()).startsWith("java.util.concurrent.TimeoutException");
    }

    /** No client waits for such an instance, and its init is slow. */
    @Test
    void hasMoreTimeForAnInstanceOfProvisionedConcurrency() {
        service.with("AWS_LAMBDA_INITIALIZATION_TYPE", "provisioned-concurrency")
                .with("PRIMING_LIMIT_MILLIS", "1")
                .prime();

        assertThat(line().get("message").asText()).isEqualTo("Primed");
        assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
    }

    @Test
    void connectsAfterARestore() {
        service.snapshotHook().afterRestore(null);

        assertThat(proxy.requests("GetItem")).isOne();
        assertThat(service.logLines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void doesNotPreventTheRestoreIfTheDatabaseFails(Fault fault) {
        proxy.onEvery("GetItem", fault);

        service.with("PRIMING_LIMIT_MILLIS", "200").snapshotHook().afterRestore(null);

        assertThat(line().get("level").asText()).isEqualTo("WARN");
        assertThat(line().get("message").asText())
                .isEqualTo("The restored function is not connected: the first request is slow");
    }

    static List<Fault> faults() {
        return List.of(Fault.error(400, "AccessDeniedException", "no"), Fault.hang());
    }

    @Test
    void canBeSwitchedOff() {
        service.with("PRIMING_REQUESTS", "0");

        service.prime();
        service.snapshotHook().beforeCheckpoint(null);

        assertThat(proxy.requests()).isEmpty();
        assertThat(service.logLines()).isEmpty();
    }

    @Test
    void doesNotPreventTheSnapshotIfTheDatabaseFails() {
        proxy.onEvery("GetItem", Fault.serverError());

        service.snapshotHook().beforeCheckpoint(null);

        assertThat(line().get("level").asText()).isEqualTo("WARN");
        assertThat(line().get("message").asText()).isEqualTo("Priming failed: the first request is slow");
        assertThat(line().get("stackTrace").asText()).contains("DynamoDB rejected GetItem on table ");
    }

    @Test
    void doesNotPreventTheSnapshotIfTheWriteFails() {
        proxy.onEvery("UpdateItem", Fault.error(400, "AccessDeniedException", "no"));

        service.snapshotHook().beforeCheckpoint(null);

        assertThat(line().get("stackTrace").asText()).contains("dynamodb:UpdateItem");
    }

    private JsonNode line() {
        assertThat(service.logLines()).hasSize(1);
        return service.logLines().get(0);
    }
}
