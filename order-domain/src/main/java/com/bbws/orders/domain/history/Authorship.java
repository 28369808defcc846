package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.DisplayText;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.UpdateId;
import java.time.Instant;
import java.util.Optional;

/**
 * The author of a change, its reason and its id, derived from the order before and after the change. Never a guess: a name or a
 * reason on an order may come from an earlier write, and counts only if this change set it.
 *
 * <ul>
 *   <li>A write that sets a {@code lastUpdateId} that the order never had is a write of this service. Its author and its reason
 *       are those on the order.
 *   <li>Any other write is one of another service. It has no reason, and its author is the name on the order, if the write
 *       changed it. If the write restored an older state, its name may be restored too, so the author is unknown: if the lock
 *       token is earlier than before, or if the {@code lastUpdateId} and the name are those of an earlier write of this service.
 *   <li>The author of a creation is the name on the order. This service never creates an order, so an order that is created
 *       with a {@code lastUpdateId} is a restored one, and its author is unknown.
 * </ul>
 *
 * <p>See docs/decisions/0017-the-history-comes-from-the-stream.md in the repository.
 *
 * @param actor the author; empty if unknown
 * @param reason the reason; empty if the change has none
 * @param updateId the id of the request that made the change; empty if another service made it
 */
public record Authorship(Optional<Actor> actor, Optional<String> reason, Optional<UpdateId> updateId) {

    /** The authorship of a change of another service without any information about its author. */
    public static final Authorship UNKNOWN = new Authorship(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks that no part is {@code null}. */
    public Authorship {
        requireNonNull(actor, "actor");
        requireNonNull(reason, "reason");
        requireNonNull(updateId, "updateId");
    }

    /** Returns the author of the write that created an order. */
    static Authorship ofCreation(OrderImage after) {
        return after.lastUpdateId().isPresent() ? UNKNOWN : ofOtherService(name(after));
    }

    /**
     * Returns the author of a write to an existing order.
     *
     * @param restored the revision of this service whose id the write restored; empty if it did not restore one
     */
    static Authorship ofChange(OrderImage before, OrderImage after, Optional<OrderRevision> restored) {
        Optional<UpdateId> newId = after.newUpdateId(before);
        if (newId.isPresent() && restored.isEmpty()) {
            return new Authorship(name(after), reason(after), newId);
        }
        if (instantOf(after).isBefore(instantOf(before))) {
            return UNKNOWN;
        }
        return ofOtherService(name(after)
                .filter(name -> !after.lastUpdatedBy().equals(before.lastUpdatedBy()))
                .filter(name -> restored.flatMap(revision -> revision.author().actor())
                        .filter(name::equals)
                        .isEmpty()));
    }

    private static Authorship ofOtherService(Optional<Actor> actor) {
        return new Authorship(actor, Optional.empty(), Optional.empty());
    }

    /** An order without a token counts as older than any order with a token. */
    private static Instant instantOf(OrderImage image) {
        return image.lockToken().map(LockToken::instant).orElse(Instant.MIN);
    }

    private static Optional<Actor> name(OrderImage image) {
        return image.lastUpdatedBy().flatMap(Actor::of);
    }

    /** Returns the reason, cut to its maximum length: other services may store a text of any length. */
    private static Optional<String> reason(OrderImage image) {
        return image.lastUpdateReason()
                .filter(text -> !text.isBlank())
                .map(text -> DisplayText.truncated(text, OrderCorrection.REASON_MAX_LENGTH));
    }

    /** Returns a text without names and reasons, for logs. */
    @Override
    public String toString() {
        return "Authorship[…]";
    }
}
