package com.bbws.orders.cli.testing;

import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TableStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of completed orders, and a file that corrects them to refunded. */
public final class BatchFixture {

    private final TestTable table = TestTable.holding();
    private final int size;

    public BatchFixture(int size) {
        this.size = size;
        table.putAll(IntStream.range(0, size)
                .mapToObj(i -> OrderItems.of(anOrder(new OrderKey(TENANT, id(i)), OrderStatus.COMPLETED)
                        .build()))
                .toList());
    }

    public TestTable table() {
        return table;
    }

    public static OrderId id(int number) {
        return new OrderId("order_%05d".formatted(number));
    }

    /** Writes the file; its line 2 corrects order 0. */
    public Path fileIn(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("repairs.csv"),
                IntStream.range(0, size)
                        .mapToObj(i -> id(i).value() + ",tenant_9f1c,refunded,\"Chargeback, ticket 4711\"\n")
                        .collect(joining("", "orderId,tenant,status,reason\n", "")));
    }

    /** Returns the ids of the refunded orders. */
    public Set<String> refunded() {
        List<Map<String, AttributeValue>> items = table.items();
        return items.stream()
                .filter(item -> item.get("status").s().equals("refunded"))
                .map(item -> item.get("id").s())
                .collect(Collectors.toSet());
    }

    /** Returns the number of writes of each order after its creation, from the stream of the table. */
    public Map<String, Long> writes() {
        try (TableStream stream = EmbeddedDynamoDb.shared().stream(table.name())) {
            return stream.next().stream()
                    .collect(Collectors.groupingBy(
                            change -> change.dynamodb().keys().get("SK").s().substring("ORDER#".length()),
                            Collectors.collectingAndThen(Collectors.counting(), changes -> changes - 1)));
        }
    }
}
