package com.bbws.orders.lambda;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
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
        for (AnswerKind kind : AnswerKind.values()) {
            System.out.println(row(kind));
        }
    }

    private static String row(AnswerKind kind) throws IOException {
        try (MeteringLink link = new MeteringLink(EmbeddedDynamoDb.shared().endpoint())) {
            int statusCode = kind.provoke(new TestService(), link).getStatusCode();
            if (statusCode != kind.statusCode()) {
                throw new IllegalStateException(kind + ": the service answers " + statusCode);
            }
            List<MeteredCall> calls = link.calls();
            String operations = calls.isEmpty()
                    ? "none"
                    : calls.stream().map(CapacityTable::operation).collect(joining(", "));
            return "| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            kind,
                            operations,
                            sum(calls, "GetItem", MeteredCall::units),
                            sum(calls, "UpdateItem", MeteredCall::tableUnits),
                            sum(calls, "UpdateItem", call -> call.indexUnits("OrdersByDateIndex")),
                            sum(calls, "UpdateItem", call -> call.indexUnits("OrderByIdIndex")));
        }
    }

    private static String operation(MeteredCall call) {
        return call.operation() + (call.statusCode() == 200 ? "" : " (refused)");
    }

    /** DynamoDB Local does not tell what a refused call consumes. */
    private static String sum(List<MeteredCall> calls, String operation, ToDoubleFunction<MeteredCall> units) {
        List<MeteredCall> summed = calls.stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
        return summed.stream().anyMatch(call -> call.consumed().isMissingNode())
                ? "not told"
                : String.format(
                        Locale.ROOT, "%.0f", summed.stream().mapToDouble(units).sum());
    }
}
