package com.bbws.orders.lambda;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.lambda.testing.network.MeteredRequest;
import com.bbws.orders.lambda.testing.network.MeteringProxy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints what each kind of answer consumes in DynamoDB, as a Markdown table. */
final class CapacityTable {

    private CapacityTable() {}

    /** Asks DynamoDB Local. */
    static void print() throws IOException {
        System.out.println("| answer | calls | RRU | WRU table | WRU OrdersByDateIndex | WRU OrderByIdIndex |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
        for (PutScenario kind : PutScenario.values()) {
            System.out.println(row(kind));
        }
    }

    private static String row(PutScenario kind) throws IOException {
        try (MeteringProxy link = new MeteringProxy(EmbeddedDynamoDb.shared().endpoint())) {
            int statusCode = kind.provoke(new EmbeddedService(), link).getStatusCode();
            if (statusCode != kind.statusCode()) {
                throw new IllegalStateException(kind + ": the service answers " + statusCode);
            }
            List<MeteredRequest> calls = link.calls();
            String operations = calls.isEmpty()
                    ? "none"
                    : calls.stream().map(CapacityTable::operation).collect(joining(", "));
            return "| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            kind,
                            operations,
                            sum(calls, "GetItem", MeteredRequest::units),
                            sum(calls, "UpdateItem", MeteredRequest::tableUnits),
                            sum(calls, "UpdateItem", call -> call.indexUnits("OrdersByDateIndex")),
                            sum(calls, "UpdateItem", call -> call.indexUnits("OrderByIdIndex")));
        }
    }

    private static String operation(MeteredRequest call) {
        return call.operation() + (call.statusCode() == 200 ? "" : " (refused)");
    }

    /** DynamoDB Local does not tell what a refused call consumes. */
    private static String sum(List<MeteredRequest> calls, String operation, ToDoubleFunction<MeteredRequest> units) {
        List<MeteredRequest> summed = calls.stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
        return summed.stream().anyMatch(call -> call.consumed().isMissingNode())
                ? "not told"
                : String.format(
                        Locale.ROOT, "%.0f", summed.stream().mapToDouble(units).sum());
    }
}
