package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbOrderHistoryTest {

    private static final OrderKey ORDER = new OrderKey(TENANT, ID);
    private static final String NUMBER = "0000000000000000000000000000000000000042";

    static final OrderRevision REVISION = new OrderRevision(
            new SequenceNumber("42"),
            NOON,
            OrderRevision.Kind.CHANGED,
            new Authorship(Optional.of(new Actor("cli:thandi")), Optional.of("Ticket 4711"), UpdateId.of("request-1")),
            Optional.of("paid"),
            Optional.of("refunded"),
            List.of("paymentDetails"),
            0,
            List.of());

    private final TestTable table = TestTable.embedded();

    private List<Map<String, AttributeValue>> items() {
        return EmbeddedDynamoDb.shared().itemsOf(table.settings().tableName());
    }

    /** The contract test of the port on embedded DynamoDB Local. */
    @Nested
    class Contract extends DynamoDbOrderHistoryContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }

    @Test
    void storesARevisionInThePartitionOfTheOrdersHistory() {
        table.history().append(ORDER, REVISION);

        assertThat(items())
                .containsExactly(Map.ofEntries(
                        entry("PK", fromS("HISTORY#tenant_9f1c#order_4d2e")),
                        entry("SK", fromS(NUMBER)),
                        entry("entityType", fromS("ORDER_REVISION")),
                        entry("when", fromS("2026-01-05T12:00:00Z")),
                        entry("kind", fromS("changed")),
                        entry("actor", fromS("cli:thandi")),
                        entry("reason", fromS("Ticket 4711")),
                        entry("updateId", fromS("request-1")),
                        entry("statusBefore", fromS("paid")),
                        entry("statusAfter", fromS("refunded")),
                        entry("changed", AttributeValue.fromL(List.of(fromS("paymentDetails"))))));
    }

    @Test
    void readsARevisionOfAnEarlierVersionWithAPossibleAuthorAsUnknown() {
        Map<String, AttributeValue> earlier = new HashMap<>(RevisionItem.of(ORDER, REVISION));
        earlier.keySet().removeAll(Set.of("actor", "reason", "updateId"));
        earlier.put("perhapsActor", fromS("thandi@example.com"));
        table.put(earlier);

        assertThat(table.history().revisions(ORDER))
                .singleElement()
                .extracting(OrderRevision::author)
                .isEqualTo(Authorship.UNKNOWN);
    }

    @Test
    void readsARevisionOfAnEarlierVersionWithAnAuthorWithoutAnId() {
        Map<String, AttributeValue> earlier = new HashMap<>(RevisionItem.of(ORDER, REVISION));
        earlier.remove("updateId");
        table.put(earlier);

        assertThat(table.history().revisions(ORDER))
                .singleElement()
                .extracting(OrderRevision::author)
                .isEqualTo(new Authorship(Actor.of("cli:thandi"), Optional.of("Ticket 4711"), Optional.empty()));
    }

    /** A page has at most 200 revisions, and the next one is read when it is needed. */
    @Test
    void readsALongHistoryPageByPage() {
        for (int i = 1; i <= 250; i++) {
            table.put(RevisionItem.of(ORDER, numbered(i)));
        }
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(table.settings()))) {
            Iterator<OrderRevision> revisions =
                    orders.history().revisions(ORDER).iterator();
            for (int i = 1; i <= 200; i++) {
                assertThat(revisions.next().number()).isEqualTo(numbered(i).number());
            }
            assertThat(proxy.requests("Query")).isOne();

            assertThat(revisions.next().number()).isEqualTo(numbered(201).number());
            assertThat(proxy.requests("Query")).isEqualTo(2);
        }
    }

    private static OrderRevision numbered(int number) {
        return new OrderRevision(
                new SequenceNumber(Integer.toString(number)),
                NOON,
                OrderRevision.Kind.CHANGED,
                Authorship.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                List.of());
    }

    @Test
    void isNotReturnedByQueriesForOrders() {
        table.put(aPendingOrder());
        table.history().append(ORDER, REVISION);

        assertThat(table.search().list(TENANT, TimeRange.ALWAYS)).hasSize(1);
        assertThat(TestTable.scan(table.scanner(), Optional.empty()))
                .extracting(ValidatedOrder::orderId)
                .containsExactly(ID.value());
        assertThat(table.search().tenantsWith(ID)).containsExactly(TENANT);
        for (String index : List.of("OrdersByDateIndex", "OrderByIdIndex")) {
            assertThat(EmbeddedDynamoDb.shared()
                            .client()
                            .scan(scan ->
                                    scan.tableName(table.settings().tableName()).indexName(index))
                            .items())
                    .extracting(item -> item.get("SK"))
                    .containsExactly(fromS("ORDER#" + ID.value()));
        }
    }

    @Test
    void hasNoAttributesOfOrders() {
        table.put(aPendingOrder());
        Set<String> ofAnOrder = table.item(KEY).keySet();

        assertThat(RevisionItem.of(ORDER, REVISION).keySet().stream().filter(ofAnOrder::contains))
                .containsExactlyInAnyOrder("PK", "SK", "entityType");
    }

    @Test
    void addsARevisionOnceIfTheResponseIsLost() {
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(table.settings()))) {
            proxy.on("PutItem", 1, Fault.dropResponse());

            orders.history().append(ORDER, REVISION);

            assertThat(proxy.requests("PutItem")).isEqualTo(2);
            assertThat(table.history().revisions(ORDER)).containsExactly(REVISION);
        }
    }

    @Test
    void isUnavailableIfDynamoDbDoesNotAnswer() {
        DynamoDbSettings nowhere =
                new DynamoDbSettings("orders", "af-south-1", Optional.of(ClosedPort.endpoint()), Optional.empty());
        try (DynamoDbOrders orders = DynamoDbOrders.open(nowhere)) {
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> orders.history().append(ORDER, REVISION))
                    .withMessageContaining("PutItem");
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> orders.history().revisions(ORDER).toList())
                    .withMessageContaining("Query");
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> orders.history().find(ORDER, UPDATE_ID, REVISION.number()))
                    .withMessageContaining("Query");
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> orders.history().tenantsWith(ID, (items, total) -> {}))
                    .withMessageContaining("DescribeTable");
        }
    }

    @Test
    void listsAnInvalidEntryWithItsProblem() {
        Map<String, AttributeValue> invalid = new HashMap<>(RevisionItem.of(ORDER, REVISION));
        invalid.put("kind", fromS("unknown"));
        invalid.put("when", fromN("5"));
        invalid.put("changed", fromS("pdfUrl"));
        invalid.put("problems", AttributeValue.fromL(List.of(fromN("1"))));
        table.put(invalid);

        assertThat(table.history().revisions(ORDER))
                .containsExactly(new OrderRevision(
                        REVISION.number(),
                        Instant.EPOCH,
                        OrderRevision.Kind.CHANGED,
                        REVISION.author(),
                        REVISION.statusBefore(),
                        REVISION.statusAfter(),
                        List.of(),
                        0,
                        List.of("this history entry is invalid")));
    }

    @Test
    void ignoresKeysWithAnotherFormat() {
        for (String key :
                List.of("HISTORY#order_4d2e", "HISTORY##order_4d2e", "HISTORY#a#b#order_4d2e", "X#a#order_4d2e")) {
            Map<String, AttributeValue> item = new HashMap<>(RevisionItem.of(ORDER, REVISION));
            item.put("PK", fromS(key));
            table.put(item);
        }
        table.put(aPendingOrder());

        assertThat(table.history().tenantsWith(ID, (items, total) -> {})).isEmpty();
    }

    @Test
    void reportsEveryItemThatItReadsToFindATenant() {
        table.put(aPendingOrder());
        table.history().append(ORDER, REVISION);
        AtomicLong read = new AtomicLong();

        table.history().tenantsWith(ID, (items, total) -> read.addAndGet(items));

        assertThat(read).hasValue(2);
    }

    @Test
    void ignoresOtherItemsInThePartition() {
        Map<String, AttributeValue> other = new HashMap<>(RevisionItem.of(ORDER, REVISION));
        other.put("SK", fromS("NOTE#1"));
        table.put(other);

        assertThat(table.history().revisions(ORDER)).isEmpty();
    }
}
