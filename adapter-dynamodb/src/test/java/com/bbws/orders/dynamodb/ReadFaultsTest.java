package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A read returns the correct result or fails, with any network fault in any number of attempts. */
@MostlyWaits
class ReadFaultsTest {

    private static final int ATTEMPTS = 4;
    private static final TestTable TABLE = TestTable.embedded();

    /** A read, and the DynamoDB operation that it uses. */
    private record Read(String operation, Function<DynamoDbOrders, Object> call) {}

    private static final List<Read> READS = List.of(
            new Read("GetItem", orders -> orders.search().inspect(KEY).map(StoredOrder::id)),
            new Read("Query", orders -> orders.search().tenantsWith(ID)),
            new Read(
                    "Query",
                    orders -> orders.search()
                            .list(TENANT, TimeRange.ALWAYS)
                            .map(StoredOrder::id)
                            .toList()),
            new Read(
                    "Query",
                    orders ->
                            orders.history().revisions(new OrderKey(TENANT, ID)).toList()),
            new Read("Scan", ReadFaultsTest::scanned));

    @BeforeAll
    static void storeAnOrder() {
        TABLE.put(aPendingOrder());
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.dropRequest(),
                Fault.reset(),
                Fault.dropResponse(),
                Fault.resetResponse(),
                Fault.truncateResponse(),
                Fault.throttle(),
                Fault.serverError(),
                Fault.hang());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void retriesAReadThatFailsOnce(Fault fault) throws Exception {
        try (DynamoDbOrders reliable = DynamoDbOrders.open(TABLE.settings())) {
            inParallel(read -> assertThat(readThroughFaults(fault, 1, read))
                    .isEqualTo(read.call().apply(reliable)));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isUnavailableIfEveryAttemptFails(Fault fault) throws Exception {
        inParallel(read -> assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> readThroughFaults(fault, ATTEMPTS, read))
                .withMessageContaining(" " + read.operation() + " "));
    }

    private static void inParallel(Consumer<Read> check) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READS.size());
        try {
            for (Future<?> checked : READS.stream()
                    .map(read -> threads.submit(() -> check.accept(read)))
                    .toList()) {
                checked.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object readThroughFaults(Fault fault, int times, Read read) {
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(TABLE.settings()))) {
            for (int attempt = 1; attempt <= times; attempt++) {
                proxy.on(read.operation(), attempt, fault);
            }
            return read.call().apply(orders);
        }
    }

    private static Object scanned(DynamoDbOrders orders) {
        AtomicLong items = new AtomicLong();
        TestTable.scan(
                orders.scanner(), Optional.empty(), ScanOptions.parallel(1), (read, total) -> items.addAndGet(read));
        return items.get();
    }
}
