package com.bbws.orders.lambda;

import java.util.List;
import java.util.stream.Stream;

/**
 * One way to start one function.
 *
 * @param name the name in the results
 * @param baseline the name of the variant that starts a no-op function in the same way; its own name if it is that variant
 * @param command the command that starts it
 */
record BenchmarkVariant(String name, String baseline, List<String> command) {

    /** Returns the same variant with a suffix in its name and more options for its JVM. */
    BenchmarkVariant with(String more, List<String> options) {
        return new BenchmarkVariant(
                name + more,
                baseline,
                Stream.of(command.subList(0, 1), options, command.subList(1, command.size()))
                        .flatMap(List::stream)
                        .toList());
    }
}
