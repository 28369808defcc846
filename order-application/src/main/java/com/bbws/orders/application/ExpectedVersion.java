package com.bbws.orders.application;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import java.util.Optional;
import java.util.Set;

/**
 * The caller's condition on the version of an order, which is its lock token.
 *
 * @param tokens the order must have one of these lock tokens; empty for no condition. {@code Optional.of(Set.of())} is a
 *     condition that no order meets
 */
public record ExpectedVersion(Optional<Set<LockToken>> tokens) {

    /** Copies the tokens. */
    public ExpectedVersion {
        tokens = tokens.map(Set::copyOf);
    }

    /** Returns no condition: the order may have any version. */
    public static ExpectedVersion any() {
        return new ExpectedVersion(Optional.empty());
    }

    /** Returns the condition that the order has one of these lock tokens. */
    public static ExpectedVersion oneOf(Set<LockToken> tokens) {
        return new ExpectedVersion(Optional.of(tokens));
    }

    /** Returns whether this is a condition. Then a lost race is a failed precondition, not a conflict. */
    boolean isCondition() {
        return tokens.isPresent();
    }

    void check(Order order) {
        boolean matches = tokens.map(
                        expected -> order.lockToken().filter(expected::contains).isPresent())
                .orElse(true);
        if (!matches) {
            throw new OrderException.PreconditionFailed(Optional.of(order));
        }
    }
}
