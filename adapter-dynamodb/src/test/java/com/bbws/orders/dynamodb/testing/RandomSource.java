package com.bbws.orders.dynamodb.testing;

import java.util.List;

/** The source of the random decisions of {@link ItemGenerator}: a fuzzer or a seeded random number generator. */
public interface RandomSource {

    /** Returns a number from 0 (inclusive) to the bound (exclusive). */
    int nextInt(int bound);

    /** Returns a short text. */
    String nextText();

    /** Returns one of the elements. */
    default <T> T oneOf(List<T> elements) {
        return elements.get(nextInt(elements.size()));
    }
}
