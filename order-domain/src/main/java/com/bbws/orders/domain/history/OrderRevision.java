package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.DisplayText;
import com.bbws.orders.domain.OrderChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An entry of an order's history: the effect of one write by any service. It contains the names of the changed attributes, and
 * of their values only the status, the author, the reason and the id of the request. So the history contains no payment, no
 * address and no e-mail address other than the author's.
 *
 * @param number the position in the history
 * @param when the time when the store accepted the write, by the store's clock
 * @param kind the kind of write
 * @param author the author, the reason and the id of the request, as far as they are known
 * @param statusBefore the wire name of the status before the write, or the stored text if the status is unknown; empty if the
 *     order had no status
 * @param statusAfter the same for the status after the write
 * @param changed the names of the other changed attributes, sorted, nested ones with dots; at most {@value #MAX_NAMES}
 * @param changedOmitted the number of names that are omitted from {@code changed}
 * @param problems why the order after the write is unreadable; empty if it is readable
 */
public record OrderRevision(
        SequenceNumber number,
        Instant when,
        Kind kind,
        Authorship author,
        Optional<String> statusBefore,
        Optional<String> statusAfter,
        List<String> changed,
        int changedOmitted,
        List<String> problems) {

    /** The kinds of writes. */
    public enum Kind {
        /** The order was created. */
        CREATED,
        /** The order existed before and after the write. */
        CHANGED,
        /** The order was soft-deleted: its tenant can no longer see it, but it is still stored. */
        DELETED,
        /** The soft-deleted order is active again. */
        RESTORED,
        /** A service or a person removed the order from the store. */
        REMOVED,
        /** The store removed the order, because its time to live had ended. */
        EXPIRED;

        /** Returns the name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The maximum number of names in {@code changed}. It keeps a revision below the size limits of stores. */
    public static final int MAX_NAMES = 100;

    /** The maximum length of an attribute's name, in characters. Other services may use longer names, which are cut. */
    static final int NAME_MAX_LENGTH = 100;

    /** The maximum length of an unknown status, in characters. */
    private static final int STATUS_MAX_LENGTH = 40;

    private static final String STATUS = "status";

    /** Attributes that are not in {@code changed}, because other components of a revision contain them. */
    private static final Set<String> IN_OTHER_COMPONENTS =
            Set.of("dateLastUpdated", "lastUpdatedBy", "lastUpdateReason", "lastUpdateId");

    /** Checks that no part is {@code null}. */
    public OrderRevision {
        requireNonNull(number, "number");
        requireNonNull(when, "when");
        requireNonNull(kind, "kind");
        requireNonNull(author, "author");
        requireNonNull(statusBefore, "statusBefore");
        requireNonNull(statusAfter, "statusAfter");
        changed = List.copyOf(requireNonNull(changed, "changed"));
        problems = List.copyOf(requireNonNull(problems, "problems"));
    }

    /**
     * Returns the revision for a write.
     *
     * @param number the number of the write
     * @param when the time when the store accepted the write
     * @param before the order before the write; empty if it did not exist
     * @param after the order after the write; empty if it no longer exists
     * @param restored the earlier revision of the order whose id is that of {@code after}; empty if the write did not restore
     *     an id
     * @throws IllegalArgumentException if both are empty
     */
    public static OrderRevision between(
            SequenceNumber number,
            Instant when,
            Optional<OrderImage> before,
            Optional<OrderImage> after,
            Optional<OrderRevision> restored) {
        requireNonNull(number, "number");
        requireNonNull(when, "when");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(restored, "restored");
        if (before.isPresent() && after.isPresent()) {
            return ofChange(number, when, before.get(), after.get(), restored);
        }
        OrderImage only = before.or(() -> after)
                .orElseThrow(() -> new IllegalArgumentException("the order exists neither before nor after the write"));
        return new OrderRevision(
                number,
                when,
                after.isPresent() ? Kind.CREATED : Kind.REMOVED,
                after.map(Authorship::ofCreation).orElse(Authorship.UNKNOWN),
                before.flatMap(OrderRevision::status),
                after.flatMap(OrderRevision::status),
                List.of(),
                0,
                only.problems());
    }

    /**
     * Returns the revision for a change of this service, for a store without a change log.
     *
     * @param number the number of the write
     * @param when the time when the store accepted the write
     * @param change the change that was written
     */
    public static OrderRevision of(SequenceNumber number, Instant when, OrderChange change) {
        return ofChange(
                number,
                when,
                OrderImage.of(requireNonNull(change, "change").before()),
                OrderImage.of(change.after()),
                Optional.empty());
    }

    /**
     * Returns the revision for the removal of an order by the store itself, because its time to live has ended.
     *
     * @param number the number of the removal
     * @param when the time of the removal
     * @param before the order before
     */
    public static OrderRevision ofExpiry(SequenceNumber number, Instant when, OrderImage before) {
        return new OrderRevision(
                number,
                when,
                Kind.EXPIRED,
                Authorship.UNKNOWN,
                status(requireNonNull(before, "before")),
                Optional.empty(),
                List.of(),
                0,
                before.problems());
    }

    private static OrderRevision ofChange(
            SequenceNumber number,
            Instant when,
            OrderImage before,
            OrderImage after,
            Optional<OrderRevision> restored) {
        Optional<Map<String, ?>> was = before.attributes();
        Optional<Map<String, ?>> is = after.attributes();
        boolean isComparable = was.isPresent() && is.isPresent();
        Set<String> changed = isComparable ? ChangedAttributes.between(was.get(), is.get()) : Set.of();
        // Problems of the order before the write belong to the previous revision, unless they prevent this comparison.
        Stream<String> problems = was.isPresent()
                ? after.problems().stream()
                : Stream.concat(before.problems().stream(), after.problems().stream());
        List<String> names = names(changed, before.status().equals(after.status()));
        return new OrderRevision(
                number,
                when,
                isComparable ? kind(before.active(), after.active()) : Kind.CHANGED,
                isComparable ? Authorship.ofChange(before, after, restored) : Authorship.UNKNOWN,
                status(before),
                status(after),
                names.stream()
                        .limit(MAX_NAMES)
                        .map(name -> DisplayText.truncated(name, NAME_MAX_LENGTH))
                        .toList(),
                Math.max(0, names.size() - MAX_NAMES),
                problems.distinct().toList());
    }

    private static Kind kind(boolean activeBefore, boolean activeAfter) {
        if (activeBefore == activeAfter) {
            return Kind.CHANGED;
        }
        return activeAfter ? Kind.RESTORED : Kind.DELETED;
    }

    /** Includes the status if only its spelling changed: then {@code statusBefore} and {@code statusAfter} are the same. */
    private static List<String> names(Set<String> changed, boolean isStatusTheSame) {
        return changed.stream()
                .filter(name -> !IN_OTHER_COMPONENTS.contains(name))
                .filter(name -> isStatusTheSame || !name.equals(STATUS))
                .toList();
    }

    private static Optional<String> status(OrderImage image) {
        return image.status().map(text -> DisplayText.truncated(text, STATUS_MAX_LENGTH));
    }

    /** Returns whether the write changed the status. */
    public boolean changesStatus() {
        return !statusBefore.equals(statusAfter);
    }

    /** Returns a text without the author, the reason and stored text, for logs. */
    @Override
    public String toString() {
        return "OrderRevision[" + number.digits() + ", " + kind + "]";
    }
}
