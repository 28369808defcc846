package com.bbws.orders.lambda;

import com.bbws.orders.lambda.testing.concurrency.ConflictSimulation;

/** The main program of {@code -Pbench}. */
final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs one benchmark.
     *
     * @param args its name: {@code lambda}, {@code cold}, {@code warm} or {@code primed} with the arguments of {@link
     *     FunctionBenchmark}; {@code code}; {@code capacity}; or {@code conflicts}
     */
    public static void main(String[] args) {
        try {
            run(args);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
        // DynamoDB Local leaves threads running.
        System.exit(0);
    }

    private static void run(String[] args) throws Exception {
        switch (args[0]) {
            case "lambda", "cold", "warm", "primed" -> FunctionBenchmark.run(args);
            case "code" -> CodeBenchmarks.run();
            case "capacity" -> CapacityTable.print();
            case "conflicts" -> ConflictSimulation.print();
            default ->
                throw new IllegalArgumentException(
                        "The benchmark must be lambda, cold, warm, primed, code, capacity or conflicts, but is "
                                + args[0]);
        }
    }
}
