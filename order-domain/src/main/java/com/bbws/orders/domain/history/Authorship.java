package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.DisplayText;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderCorrection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who made a change, and why, as far as the change itself tells.
 *
 * <p>The name and the reason that stand on an order may be those of an earlier write: not every service that writes orders
 * gives its name, and none but this one knows of reasons. So they count only if this write set them, and a name that was
 * there before proves nothing (docs/decisions/0017-the-history-comes-from-the-stream.md):
 *
 * <ul>
 *   <li>What creates an order sets all that stands on it.
 *   <li>A write that sets another name than stood there has named its author. So has one that sets another reason and a
 *       later lock token, whatever the name, for only this service gives reasons, and never without a name. (One that
 *       takes a reason away may be a neighbour's, which writes back what it knows of an order.)
 *   <li>A write that leaves an earlier lock token than it found has put an older state back, name and reason included:
 *       nobody knows who did that.
 *   <li>Of any other write the author is unknown. Where it looks exactly like one of this service's own, it was perhaps
 *       the same author again.
 * </ul>
 *
 * @param actor who made it; empty if that is unknown
 * @param perhaps who may have made it, where that is unknown but for a hint
 * @param reason why; empty if this change gave no reason
 */
public record Authorship(Optional<Actor> actor, Optional<Actor> perhaps, Optional<String> reason) {

    /** The author of a change that nothing is known of. */
    public static final Authorship UNKNOWN = new Authorship(Optional.empty(), Optional.empty(), Optional.empty());

    /** What this service's own writes touch, and nothing else. */
    private static final Set<String> OWN_ATTRIBUTES = Set.of(
            OrderRevision.STATUS,
            OrderRevision.PAYMENT_DETAILS,
            OrderRevision.DATE_LAST_UPDATED,
            OrderRevision.LAST_UPDATED_BY,
            OrderRevision.LAST_UPDATE_REASON);

    /** The form of this service's own tokens; others use it too. */
    private static final Pattern OWN_TOKEN = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");

    /** Checks that all parts are there. */
    public Authorship {
        requireNonNull(actor, "actor");
        requireNonNull(perhaps, "perhaps");
        requireNonNull(reason, "reason");
    }

    /** Returns the author of what created an order. */
    static Authorship ofCreation(OrderImage after) {
        return new Authorship(after.lastUpdatedBy().flatMap(Actor::of), Optional.empty(), reason(after));
    }

    /**
     * Returns the author of a write on an order that was there.
     *
     * @param changed the attributes that it changed
     */
    static Authorship ofChange(OrderImage before, OrderImage after, Set<String> changed) {
        int age = instantOf(after).compareTo(instantOf(before));
        if (age < 0) {
            return UNKNOWN;
        }
        Optional<String> newReason =
                reason(after).filter(text -> !after.lastUpdateReason().equals(before.lastUpdateReason()));
        boolean isNamed = !after.lastUpdatedBy().equals(before.lastUpdatedBy()) || newReason.isPresent() && age > 0;
        Optional<Actor> name = after.lastUpdatedBy().flatMap(Actor::of);
        return new Authorship(
                name.filter(known -> isNamed),
                name.filter(known -> !isNamed && age > 0 && isLikeOurs(after, changed)),
                newReason);
    }

    private static boolean isLikeOurs(OrderImage after, Set<String> changed) {
        return after.lockToken()
                        .filter(token -> OWN_TOKEN.matcher(token.text()).matches())
                        .isPresent()
                && changed.stream().map(name -> name.split("\\.", 2)[0]).allMatch(OWN_ATTRIBUTES::contains);
    }

    /** An order without a token is older than any with one. */
    private static Instant instantOf(OrderImage image) {
        return image.lockToken().map(LockToken::instant).orElse(Instant.MIN);
    }

    /** What others may have stored there can be of any length. */
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
