package com.bbws.orders.lambda;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.lambda.testing.network.MeteredRequest;
import com.bbws.orders.lambda.testing.network.MeteringProxy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints the capacity that each kind of response consumes in DynamoDB, as a Markdown table. */
final class CapacityTable {

    private CapacityTable() {}

    /** Prints the capacity as DynamoDB Local reports it. */
    static void print() throws IOException {
        System.out.println("| response | calls | RRU | WRU table | WRU OrdersByDateIndex | WRU OrderByIdIndex |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
        for (PutScenario scenario : PutScenario.values()) {
            System.out.println(row(scenario));
        }
    }

    private static String row(PutScenario scenario) throws IOException {
        try (MeteringProxy proxy = new MeteringProxy(EmbeddedDynamoDb.shared().endpoint())) {
            int statusCode = scenario.run(new EmbeddedService(), proxy).getStatusCode();
            if (statusCode != scenario.statusCode()) {
                throw new IllegalStateException(scenario + ": the status code is " + statusCode);
            }
            List<MeteredRequest> calls = proxy.calls();
            String operations = calls.isEmpty()
                    ? "none"
                    : calls.stream().map(CapacityTable::operation).collect(joining(", "));
            return "| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            scenario,
                            operations,
                            sum(calls, "GetItem", MeteredRequest::units),
                            sum(calls, "UpdateItem", MeteredRequest::tableUnits),
                            sum(calls, "UpdateItem", call -> call.indexUnits("OrdersByDateIndex")),
                            sum(calls, "UpdateItem", call -> call.indexUnits("OrderByIdIndex")));
        }
    }

    private static String operation(MeteredRequest call) {
        return call.operation() + (call.statusCode() == 200 ? "" : " (rejected)");
    }

    /** DynamoDB Local does not report what a rejected call consumes. */
    private static String sum(List<MeteredRequest> calls, String operation, ToDoubleFunction<MeteredRequest> units) {
        List<MeteredRequest> summed = calls.stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
        return summed.stream().anyMatch(call -> call.consumed().isMissingNode())
                ? "unknown"
                : String.format(
                        Locale.ROOT, "%.0f", summed.stream().mapToDouble(units).sum());
    }
}
