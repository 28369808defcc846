package com.bbws.orders.dynamodb.testing;

import java.util.List;

/** Decides what made-up data looks like: a fuzzer, or a seeded generator. */
public interface Choices {

    /** Returns a number from 0 on, below the bound. */
    int below(int bound);

    /** Returns any short text. */
    String text();

    /** Returns one of these. */
    default <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }
}
