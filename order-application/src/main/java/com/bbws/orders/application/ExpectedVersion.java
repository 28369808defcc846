package com.bbws.orders.application;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import java.util.Optional;
import java.util.Set;

/**
 * The caller's condition on the version of an order (RFC 9110, 13.1.1; docs/contract.md, 1 Lock).
 *
 * @param tokens the versions of which the order must have one; empty for no condition beyond that the order exists.
 *     A set that can match nothing is {@code Optional.of(Set.of())}
 */
public record ExpectedVersion(Optional<Set<LockToken>> tokens) {

    /** Copies the tokens. */
    public ExpectedVersion {
        tokens = tokens.map(Set::copyOf);
    }

    /** Returns no condition: the request had none, or {@code *}. */
    public static ExpectedVersion any() {
        return new ExpectedVersion(Optional.empty());
    }

    /** Returns the condition that the order's version is one of these; none of them matches nothing. */
    public static ExpectedVersion oneOf(Set<LockToken> tokens) {
        return new ExpectedVersion(Optional.of(tokens));
    }

    /** Tells whether the caller named versions, so that a lost race is a failed precondition and no conflict. */
    boolean namesVersions() {
        return tokens.isPresent();
    }

    void check(Order order) {
        boolean matches = tokens.map(
                        named -> order.lockToken().filter(named::contains).isPresent())
                .orElse(true);
        if (!matches) {
            throw new OrderException.PreconditionFailed(Optional.of(order));
        }
    }
}
