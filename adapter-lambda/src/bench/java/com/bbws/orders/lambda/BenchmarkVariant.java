package com.bbws.orders.lambda;

import java.util.List;
import java.util.stream.Stream;

/**
 * One way to start one function.
 *
 * @param name what it is
 * @param floor the name of the function that does nothing, started in the same way; its own name if it is that one
 * @param command what starts it
 */
record BenchmarkVariant(String name, String floor, List<String> command) {

    /** Returns the same one under a longer name, and with more to say to its JVM. */
    BenchmarkVariant with(String more, List<String> options) {
        return new BenchmarkVariant(
                name + more,
                floor,
                Stream.of(command.subList(0, 1), options, command.subList(1, command.size()))
                        .flatMap(List::stream)
                        .toList());
    }
}
