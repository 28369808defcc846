package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.UnreadableOrder;

/**
 * Thrown when the store fails; a business rule throws {@link com.bbws.orders.domain.OrderException} instead. Messages are
 * for operators. They contain nothing that is stored in an order except its status.
 */
public abstract sealed class StoreException extends RuntimeException {

    private StoreException(String message) {
        super(requireNonNull(message, "message"));
    }

    private StoreException(String message, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
    }

    /** The store did not answer, or rejected the call. If a write throws it, nothing was written. */
    public static sealed class Unavailable extends StoreException {
        /**
         * Creates the exception.
         *
         * @param message a sentence for an operator: what failed, and what to check
         * @param cause the exception of the store's client
         */
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The store answered neither a write nor the read that should show whether the change was written. The caller may
     * repeat the request: if the change was written, nothing is left to change.
     */
    public static final class OutcomeUnknown extends Unavailable {
        /**
         * Creates the exception.
         *
         * @param message a sentence for an operator: what failed, and what to check
         * @param cause the exception that the store's client threw at the write
         */
        public OutcomeUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A stored order cannot be read. */
    public static final class Unreadable extends StoreException {
        private final transient UnreadableOrder order;

        /**
         * Creates the exception. The message names the order and its defects.
         *
         * @param order the unreadable order
         */
        public Unreadable(UnreadableOrder order) {
            super("Order " + requireNonNull(order, "order").id().value() + " of tenant "
                    + order.tenantId().value() + " cannot be read: "
                    + order.defects().stream().map(OrderDefect::sentence).collect(joining("; ")));
            this.order = order;
        }

        /** Returns the unreadable order. */
        public UnreadableOrder order() {
            return order;
        }
    }
}
