package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.DisplayText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One entry of an order's history: what a single write, by whomever, did to it (docs/contract.md, 6). It names what
 * changed and copies nothing but the status, the author's name and the reason, so that the history holds no payment, no
 * address and no e-mail but the author's.
 *
 * @param number where it stands in the history
 * @param when when the store accepted the write, by the store's clock
 * @param kind what sort of write it was
 * @param author who made it and why, as far as it tells
 * @param statusBefore the status by its wire name, or as it was stored if it is none of the seven; empty if there was none
 * @param statusAfter likewise, as the write left it
 * @param changed the names of what else changed, sorted, nested ones with dots; at most {@value #MAX_NAMES} of them
 * @param changedOmitted how many names are left out of {@code changed}; 0 or more
 * @param problems why the order, as the write left it, cannot be read; empty if it can
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

    /** The sorts of writes. */
    public enum Kind {
        /** The order was not there before. */
        CREATED,
        /** It was there before and after. */
        CHANGED,
        /** It was hidden from its tenant, and stays in the table: what users call deleted. */
        DELETED,
        /** It was hidden and is there for its tenant again. */
        RESTORED,
        /** It was taken out of the table. */
        REMOVED;

        /** Returns the name for people and programs: in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** So many names tell what happened, and a store has a limit for what it keeps. */
    public static final int MAX_NAMES = 100;

    /** The longest name of an attribute that is kept, in characters; neighbours may give any. */
    static final int NAME_MAX_LENGTH = 100;

    /** The longest status that is none of the seven, in characters. */
    private static final int STATUS_MAX_LENGTH = 40;

    static final String STATUS = "status";
    static final String PAYMENT_DETAILS = "paymentDetails";
    static final String DATE_LAST_UPDATED = "dateLastUpdated";
    static final String LAST_UPDATED_BY = "lastUpdatedBy";
    static final String LAST_UPDATE_REASON = "lastUpdateReason";

    /** What a revision says in another way: when, who and why. */
    private static final Set<String> TOLD_OTHERWISE = Set.of(DATE_LAST_UPDATED, LAST_UPDATED_BY, LAST_UPDATE_REASON);

    /** Checks that all parts are there. */
    public OrderRevision {
        requireNonNull(number, "number");
        requireNonNull(when, "when");
        requireNonNull(kind, "kind");
        requireNonNull(author, "author");
        requireNonNull(statusBefore, "statusBefore");
        requireNonNull(statusAfter, "statusAfter");
        changed = List.copyOf(changed);
        problems = List.copyOf(problems);
    }

    /**
     * Returns what a write did, from how it found the order and how it left it.
     *
     * @param number the write's number
     * @param when when it was accepted
     * @param before the order before; empty if it was not there
     * @param after the order after; empty if it is not there any more
     * @throws IllegalArgumentException if there is neither
     */
    public static OrderRevision between(
            SequenceNumber number, Instant when, Optional<OrderImage> before, Optional<OrderImage> after) {
        if (before.isPresent() && after.isPresent()) {
            return ofChange(number, when, before.get(), after.get());
        }
        OrderImage only = before.or(() -> after)
                .orElseThrow(
                        () -> new IllegalArgumentException("an order that was not there, neither before nor after"));
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

    private static OrderRevision ofChange(SequenceNumber number, Instant when, OrderImage before, OrderImage after) {
        Optional<Map<String, ?>> was = before.attributes();
        Optional<Map<String, ?>> is = after.attributes();
        boolean isLegible = was.isPresent() && is.isPresent();
        Set<String> changed = isLegible ? ChangedAttributes.between(was.get(), is.get()) : Set.of();
        // What was wrong before is a matter of the revision before, unless it keeps this one from being told.
        Stream<String> problems = was.isPresent()
                ? after.problems().stream()
                : Stream.concat(before.problems().stream(), after.problems().stream());
        List<String> names = names(changed, before.status().equals(after.status()));
        return new OrderRevision(
                number,
                when,
                isLegible ? kind(before.active(), after.active()) : Kind.CHANGED,
                isLegible ? Authorship.ofChange(before, after, changed) : Authorship.UNKNOWN,
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

    /** A status that is only spelled otherwise is no new status, but an attribute that changed. */
    private static List<String> names(Set<String> changed, boolean isStatusTheSame) {
        return changed.stream()
                .filter(name -> !TOLD_OTHERWISE.contains(name))
                .filter(name -> isStatusTheSame || !name.equals(STATUS))
                .toList();
    }

    private static Optional<String> status(OrderImage image) {
        return image.status().map(text -> DisplayText.truncated(text, STATUS_MAX_LENGTH));
    }

    /** Tells whether the status is another one than before. */
    public boolean changesStatus() {
        return !statusBefore.equals(statusAfter);
    }

    /** Returns a text without names, reasons and what others may have stored, for logs. */
    @Override
    public String toString() {
        return "OrderRevision[" + number.digits() + ", " + kind + "]";
    }
}
