package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * How a scan reads the store.
 *
 * @param parallelism how many parts of the store are read at the same time; at least 1. A store may use fewer
 * @param maxReadRate the highest read load per second, in the unit in which the store measures reads, such as one row; more
 *     than 0; empty for no limit
 */
public record ScanOptions(int parallelism, OptionalDouble maxReadRate) {

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if the parallelism is less than 1 or the rate is not more than 0
     */
    public ScanOptions {
        requireNonNull(maxReadRate, "maxReadRate");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1");
        }
        if (maxReadRate.isPresent() && !(maxReadRate.getAsDouble() > 0)) {
            throw new IllegalArgumentException("the read rate must be more than 0");
        }
    }

    /** Returns options without a limit of the read rate. */
    public static ScanOptions parallel(int parallelism) {
        return new ScanOptions(parallelism, OptionalDouble.empty());
    }
}
