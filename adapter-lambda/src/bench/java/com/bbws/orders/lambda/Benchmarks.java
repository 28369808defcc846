package com.bbws.orders.lambda;

import com.bbws.orders.lambda.testing.concurrency.ConflictSimulation;

/** What {@code -Pbench} runs. */
final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs one.
     *
     * @param args which: {@code cold}, {@code warm} or {@code primed}, with what {@link FunctionBenchmark} wants to know;
     *     {@code code}; {@code capacity}; or {@code conflicts}
     */
    public static void main(String[] args) {
        try {
            run(args);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
        // DynamoDB Local leaves threads behind.
        System.exit(0);
    }

    private static void run(String[] args) throws Exception {
        switch (args[0]) {
            case "cold", "warm", "primed" -> FunctionBenchmark.run(args);
            case "code" -> CodeBenchmarks.run();
            case "capacity" -> CapacityTable.print();
            case "conflicts" -> ConflictSimulation.print();
            default ->
                throw new IllegalArgumentException(
                        "cold, warm, primed, code, capacity or conflicts, and not " + args[0]);
        }
    }
}
