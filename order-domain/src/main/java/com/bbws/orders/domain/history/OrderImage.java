package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.LockToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was stored of an order at one moment, so that it can be compared with the moment after. Holds what is personal
 * and secret; {@link #toString} shows nothing of it.
 *
 * @param status the status by its wire name, or as it is stored if it is none of the seven; empty if there is none
 * @param active whether the order is there for its tenant
 * @param lockToken its version; empty if it has none
 * @param lastUpdatedBy who wrote it last, as stored
 * @param lastUpdateReason why, as stored
 * @param attributes everything that is stored, by name, to be compared by {@code equals}; maps and lists inside are looked
 *     into. Empty if it cannot be read at all
 * @param problems why it cannot be read as an order, in sentences without anything of what is stored but the status;
 *     empty if it can be
 */
public record OrderImage(
        Optional<String> status,
        boolean active,
        Optional<LockToken> lockToken,
        Optional<String> lastUpdatedBy,
        Optional<String> lastUpdateReason,
        Optional<Map<String, ?>> attributes,
        List<String> problems) {

    /** Checks that all parts are there. */
    public OrderImage {
        requireNonNull(status, "status");
        requireNonNull(lockToken, "lockToken");
        requireNonNull(lastUpdatedBy, "lastUpdatedBy");
        requireNonNull(lastUpdateReason, "lastUpdateReason");
        requireNonNull(attributes, "attributes");
        problems = List.copyOf(problems);
    }

    /**
     * Returns what stands for an image of which nothing can be told.
     *
     * @param problem why, in a sentence
     */
    public static OrderImage unreadable(String problem) {
        return new OrderImage(
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(problem));
    }

    /** Returns a text that holds nothing of the order, for logs. */
    @Override
    public String toString() {
        return "OrderImage[…]";
    }
}
