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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The priming before a snapshot; {@link SnapStartIT} checks the content of the snapshot. */
class SnapshotPrimingTest {

    private static final TenantId TENANT = new TenantId("snapshot-priming");
    private static final OrderId ORDER = new OrderId("snapshot-priming");

    /** One directly to the use case, and those from the event to the response. */
    private static final int REQUESTS = 1 + SnapshotPriming.REQUESTS;

    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final EmbeddedService service = new EmbeddedService(TENANT).at(proxy.endpoint());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void sendsRequestsToTheDatabaseAndWritesNothing() {
        service.priming().beforeCheckpoint(null);

        assertThat(line().get("level").asText()).isEqualTo("INFO");
        assertThat(line().get("message").asText()).isEqualTo("Primed for the snapshot");
        assertThat(proxy.requests("GetItem")).isEqualTo(REQUESTS);
        assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
        assertThat(service.stored(ORDER)).isEmpty();
    }

    @Test
    void writesNothingEvenIfTheOrderExists() {
        service.store(anOrder(TENANT, ORDER, OrderStatus.PENDING).build());
        Map<String, AttributeValue> before = service.stored(ORDER);
        try {
            service.priming().beforeCheckpoint(null);

            assertThat(service.stored(ORDER)).isEqualTo(before);
            assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
        } finally {
            service.remove(ORDER);
        }
    }

    @Test
    void hasTheRequiredGroupAndScope() {
        service.with("REQUIRED_GROUP", "order-writers").with("REQUIRED_SCOPE", "orders/write");

        service.priming().beforeCheckpoint(null);

        assertThat(line().get("message").asText()).isEqualTo("Primed for the snapshot");
        assertThat(proxy.requests("UpdateItem")).isEqualTo(REQUESTS);
    }

    @Test
    void countsNoRequest() {
        service.priming().beforeCheckpoint(null);

        assertThat(service.logLines())
                .singleElement()
                .satisfies(line -> assertThat(line.has("_aws")).isFalse());
    }

    @Test
    void doesNotPreventTheSnapshotIfTheDatabaseFails() {
        proxy.onEvery("GetItem", Fault.serverError());

        service.priming().beforeCheckpoint(null);

        assertThat(line().get("level").asText()).isEqualTo("WARN");
        assertThat(line().get("message").asText())
                .isEqualTo("Priming failed: the first request after a restore is slow");
        assertThat(line().get("stackTrace").asText()).contains("DynamoDB rejected GetItem on table ");
    }

    @Test
    void doesNotPreventTheSnapshotIfTheWriteFails() {
        proxy.onEvery("UpdateItem", Fault.error(400, "AccessDeniedException", "no"));

        service.priming().beforeCheckpoint(null);

        assertThat(line().get("stackTrace").asText()).contains("dynamodb:UpdateItem");
    }

    private JsonNode line() {
        assertThat(service.logLines()).hasSize(1);
        return service.logLines().get(0);
    }
}
