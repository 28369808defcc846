package com.bbws.orders.application;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import java.util.Optional;
import java.util.Set;

/** The caller's condition on the version of an order, which is its lock token. It applies to changes only. */
public sealed interface ExpectedVersion {

    /**
     * Checks an order before it is changed.
     *
     * @throws OrderException.PreconditionFailed if the order does not have the expected version
     * @throws OrderException.VersionRequired if the caller must expect a version
     */
    void check(Order order);

    /** Returns no condition: the order may have any version. */
    static ExpectedVersion any() {
        return new Any();
    }

    /**
     * Returns the condition that the order has one of these lock tokens.
     *
     * @param tokens the lock tokens; none is a condition that no order meets
     */
    static ExpectedVersion oneOf(Set<LockToken> tokens) {
        return new OneOf(tokens);
    }

    /** Returns the condition of a caller that must expect a version and does not: no change is allowed. */
    static ExpectedVersion missing() {
        return new Missing();
    }

    /** No condition. */
    record Any() implements ExpectedVersion {
        @Override
        public void check(Order order) {}
    }

    /**
     * The order has one of these lock tokens.
     *
     * @param tokens the lock tokens
     */
    record OneOf(Set<LockToken> tokens) implements ExpectedVersion {

        /** Copies the tokens. */
        public OneOf {
            tokens = Set.copyOf(tokens);
        }

        @Override
        public void check(Order order) {
            if (order.lockToken().filter(tokens::contains).isEmpty()) {
                throw new OrderException.PreconditionFailed(Optional.of(order));
            }
        }
    }

    /** The caller must expect a version and does not. */
    record Missing() implements ExpectedVersion {
        @Override
        public void check(Order order) {
            throw new OrderException.VersionRequired(order);
        }
    }
}
