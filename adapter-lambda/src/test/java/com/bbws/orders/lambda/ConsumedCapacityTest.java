package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.network.MeteredRequest;
import com.bbws.orders.lambda.testing.network.MeteringProxy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What a request consumes in DynamoDB: one strongly consistent read and, for an update, one write. The order has all fields
 * and 1 to 2 KB. A read is charged in steps of 4 KB, a write in steps of 1 KB for the table and for each index.
 */
class ConsumedCapacityTest {

    private static final double READ_UNITS = 1;
    private static final double WRITE_UNITS = 2;

    /** A separate table, for a short stream. */
    private static final TestTable TABLE = TestTable.embedded();

    private final MeteringProxy proxy =
            new MeteringProxy(EmbeddedDynamoDb.shared().endpoint());
    private final EmbeddedService service = new EmbeddedService(EmbeddedService.newTenant(), TABLE);

    ConsumedCapacityTest() throws IOException {}

    @AfterEach
    void closeTheProxy() {
        proxy.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void makesExactlyTheExpectedCalls(PutScenario scenario) {
        APIGatewayProxyResponseEvent response = scenario.run(service, proxy);

        assertThat(response.getStatusCode()).isEqualTo(scenario.statusCode());
        assertThat(proxy.calls()).extracting(MeteredRequest::operation).isEqualTo(scenario.operations());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void readsWithStrongConsistencyForOneUnit(PutScenario scenario) {
        scenario.run(service, proxy);

        assertThat(calls("GetItem")).allSatisfy(read -> {
            assertThat(read.request().path("ConsistentRead").asBoolean()).isTrue();
            assertThat(read.tableUnits()).isEqualTo(READ_UNITS);
            assertThat(read.units()).isEqualTo(READ_UNITS);
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void writesAnUpdateOnceAndARejectedRequestNever(PutScenario scenario) {
        scenario.run(service, proxy);

        List<MeteredRequest> written = calls("UpdateItem").stream()
                .filter(call -> call.statusCode() == 200)
                .toList();
        assertThat(written).hasSize(scenario.isChange() ? 1 : 0).allSatisfy(write -> {
            assertThat(write.tableUnits()).isEqualTo(WRITE_UNITS);
            assertThat(write.indexUnits("OrdersByDateIndex")).isEqualTo(WRITE_UNITS);
            assertThat(write.indexUnits("OrderByIdIndex")).isEqualTo(WRITE_UNITS);
            assertThat(write.units()).isEqualTo(3 * WRITE_UNITS);
        });
        assertThat(service.changesOf(ID))
                .filteredOn(change -> "alice@example.com"
                        .equals(change.newImage().get("lastUpdatedBy").s()))
                .as("writes of the request in the table's stream")
                .hasSameSizeAs(written);
    }

    @Test
    void recordsTheHistoryWithOneSmallWriteToTheTableAndOneReadForAWriteOfThisService() {
        PutScenario.STATUS_CHANGED.run(service, proxy);
        int ofTheChange = proxy.calls().size();

        service.orderHistory().handleRequest(StreamEvents.parse(StreamEvents.json(createdAndChanged())), null);

        assertThat(proxy.calls()).hasSize(ofTheChange + 3);
        assertThat(calls("Query"))
                .singleElement()
                .satisfies(read -> assertThat(read.units()).isEqualTo(1));
        assertThat(calls("PutItem")).hasSize(2).allSatisfy(write -> {
            assertThat(write.tableUnits()).isEqualTo(1);
            assertThat(write.units()).isEqualTo(1);
        });
    }

    private List<Record> createdAndChanged() {
        try (TableStream stream =
                EmbeddedDynamoDb.shared().stream(TABLE.settings().tableName())) {
            return stream.next().stream()
                    .filter(record -> record.dynamodb().keys().equals(OrderItems.key(service.key(ID))))
                    .toList();
        }
    }

    private List<MeteredRequest> calls(String operation) {
        return proxy.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }
}
