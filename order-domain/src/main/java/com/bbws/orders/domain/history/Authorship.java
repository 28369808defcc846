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
 * The author of a change and its reason, derived from the order before and after the change.
 *
 * <p>The name ({@code lastUpdatedBy}) and the reason ({@code lastUpdateReason}) on an order may come from an earlier write: some
 * services do not set a name, and only this service sets reasons. So they count only if this change set them:
 *
 * <ul>
 *   <li>The creation of an order sets both.
 *   <li>A write that changes the name sets its author. A write that changes the reason and sets a later lock token also sets
 *       its author, even if the name is the same: only this service sets reasons, and always together with a name. A write
 *       that removes the reason does not count, because another service may write back only the attributes that it uses.
 *   <li>A write that sets an earlier lock token restores an older state, including its name and reason. The author is unknown.
 *   <li>The author of any other write is unknown. If the write looks like one of this service, its name is the possible author.
 * </ul>
 *
 * <p>See docs/decisions/0017-the-history-comes-from-the-stream.md in the repository.
 *
 * @param actor the author; empty if unknown
 * @param perhaps the possible author, if the author is unknown
 * @param reason the reason; empty if this change set none
 */
public record Authorship(Optional<Actor> actor, Optional<Actor> perhaps, Optional<String> reason) {

    /** The authorship of a change without any information about its author. */
    public static final Authorship UNKNOWN = new Authorship(Optional.empty(), Optional.empty(), Optional.empty());

    /** The only attributes that writes of this service change. */
    private static final Set<String> OWN_ATTRIBUTES = Set.of(
            OrderRevision.STATUS,
            OrderRevision.PAYMENT_DETAILS,
            OrderRevision.DATE_LAST_UPDATED,
            OrderRevision.LAST_UPDATED_BY,
            OrderRevision.LAST_UPDATE_REASON);

    /** The format of this service's tokens. Other services use it too. */
    private static final Pattern OWN_TOKEN = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");

    /** Checks that no part is {@code null}. */
    public Authorship {
        requireNonNull(actor, "actor");
        requireNonNull(perhaps, "perhaps");
        requireNonNull(reason, "reason");
    }

    /** Returns the author of the write that created an order. */
    static Authorship ofCreation(OrderImage after) {
        return new Authorship(after.lastUpdatedBy().flatMap(Actor::of), Optional.empty(), reason(after));
    }

    /**
     * Returns the author of a write to an existing order.
     *
     * @param changed the attributes that the write changed
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

    /** An order without a token counts as older than any order with a token. */
    private static Instant instantOf(OrderImage image) {
        return image.lockToken().map(LockToken::instant).orElse(Instant.MIN);
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
