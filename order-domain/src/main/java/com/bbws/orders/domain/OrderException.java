package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A "no" of the business: the request was understood and is refused, and nothing was written.
 *
 * <p>The set is closed, so that an adapter can map every {@link Code} and the compiler tells when one is added. Messages
 * are meant for the caller and hold no personal data. A failure to reach the store is no refusal: see {@link
 * com.bbws.orders.domain.port.StoreException}.
 */
public abstract sealed class OrderException extends RuntimeException {

    /** The machine-readable kind of a refusal; the names are part of the API (docs/contract.md, 1 Answers). */
    public enum Code {
        /** Some input is malformed. */
        VALIDATION_ERROR,
        /** The order's state forbids the change. */
        INVALID_ORDER_STATE,
        /** The tenant has no such order. */
        ORDER_NOT_FOUND,
        /** Somebody else wrote first. */
        OPTIMISTIC_LOCK_FAILURE,
        /** The caller's condition on the current version does not hold. */
        PRECONDITION_FAILED,
        /** The store cannot hold the changed order. */
        ORDER_TOO_LARGE
    }

    private final Code code;
    private final transient Optional<Order> current;

    private OrderException(Code code, String message, Optional<Order> current) {
        super(message);
        this.code = code;
        this.current = requireNonNull(current, "current");
    }

    /** Returns the machine-readable kind of this refusal. */
    public Code code() {
        return code;
    }

    /** Returns the order as it now is, where the refusal is about its state and the state is known. */
    public Optional<Order> current() {
        return current;
    }

    /** Input that breaks a rule before any order is looked at. */
    public static final class Invalid extends OrderException {
        private final transient List<FieldError> errors;

        /**
         * Refuses input as a whole.
         *
         * @param message what is wrong, for the caller
         */
        public Invalid(String message) {
            super(Code.VALIDATION_ERROR, message, Optional.empty());
            this.errors = List.of();
        }

        /**
         * Refuses input because of some of its fields.
         *
         * @param errors what is wrong with each field; not empty
         */
        public Invalid(List<FieldError> errors) {
            super(Code.VALIDATION_ERROR, "Invalid " + String.join(", ", fieldsOf(errors)), Optional.empty());
            this.errors = List.copyOf(errors);
        }

        /** Returns the errors field by field; empty if the input is wrong as a whole. */
        public List<FieldError> errors() {
            return errors;
        }

        private static List<String> fieldsOf(List<FieldError> errors) {
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("no field errors");
            }
            return errors.stream().map(FieldError::field).distinct().toList();
        }
    }

    /** A change of an order whose status is final. */
    public static final class Immutable extends OrderException {
        Immutable(Order order) {
            super(
                    Code.INVALID_ORDER_STATE,
                    "Cannot update order in immutable state: " + order.status().wireName(),
                    Optional.of(order));
        }
    }

    /** A status that may not follow the present one. */
    public static final class IllegalTransition extends OrderException {
        private final OrderStatus asked;
        private final transient Set<OrderStatus> allowed;

        IllegalTransition(Order order, OrderStatus asked) {
            super(
                    Code.INVALID_ORDER_STATE,
                    "Invalid status transition from " + order.status().wireName() + " to " + asked.wireName(),
                    Optional.of(order));
            this.asked = asked;
            this.allowed = order.status().successors();
        }

        /** Returns the status that was asked for. */
        public OrderStatus asked() {
            return asked;
        }

        /** Returns the statuses that may follow the present one, in the order of declaration. */
        public Set<OrderStatus> allowed() {
            return allowed;
        }
    }

    /** A status that not even an operator's correction may put in place of the present one. */
    public static final class IllegalCorrection extends OrderException {
        private final OrderStatus asked;
        private final transient Set<OrderStatus> allowed;

        IllegalCorrection(Order order, OrderStatus asked) {
            super(
                    Code.INVALID_ORDER_STATE,
                    "A correction cannot go from " + order.status().wireName() + " to " + asked.wireName() + ".",
                    Optional.of(order));
            this.asked = asked;
            this.allowed = order.status().corrections();
        }

        /** Returns the status that was asked for. */
        public OrderStatus asked() {
            return asked;
        }

        /** Returns the statuses that a correction may set, in the order of declaration. */
        public Set<OrderStatus> allowed() {
            return allowed;
        }
    }

    /** Payment details for an order that would not be in a status that takes them. */
    public static final class PaymentNotAllowed extends OrderException {
        private PaymentNotAllowed(String message, Optional<Order> order) {
            super(Code.INVALID_ORDER_STATE, message, order);
        }

        static PaymentNotAllowed inUpdate(Order order) {
            return new PaymentNotAllowed(
                    "Payment details can only be set when status is 'paid' or 'payment_pending'", Optional.of(order));
        }

        static PaymentNotAllowed inCorrection(Optional<Order> order) {
            return new PaymentNotAllowed(
                    "A correction can set payment details only when status is 'payment_pending', 'paid', 'processing',"
                            + " 'completed' or 'refunded'",
                    order);
        }
    }

    /** No such order: absent, another tenant's, or soft-deleted, and the three look the same. */
    public static final class NotFound extends OrderException {
        private final transient OrderId orderId;

        /**
         * Says that the tenant has no such order.
         *
         * @param id the id that was asked for
         */
        public NotFound(OrderId id) {
            super(Code.ORDER_NOT_FOUND, "Order " + id.value() + " not found", Optional.empty());
            this.orderId = id;
        }

        /** Returns the id that was asked for. */
        public OrderId orderId() {
            return orderId;
        }
    }

    /** Another writer wrote the order between the read and the write, or is still writing it. */
    public static final class Conflict extends OrderException {
        private final boolean ownAttemptUnknown;
        private final boolean ongoing;

        /**
         * Says that the write lost.
         *
         * @param current the order as it now is; empty if it cannot be read
         * @param ownAttemptUnknown whether the write was sent more than once, so that an earlier attempt may have
         *     succeeded and been overwritten since
         */
        public Conflict(Optional<Order> current, boolean ownAttemptUnknown) {
            this(current, ownAttemptUnknown, false);
        }

        private Conflict(Optional<Order> current, boolean ownAttemptUnknown, boolean ongoing) {
            super(
                    Code.OPTIMISTIC_LOCK_FAILURE,
                    "Order was modified by another process. Please refresh and try again.",
                    current);
            this.ownAttemptUnknown = ownAttemptUnknown;
            this.ongoing = ongoing;
        }

        /**
         * Says that another writer, such as a transaction of another service, kept the order for as long as the write was
         * tried. Nothing was written, and what the other writer makes of the order is not known yet.
         */
        public static Conflict withOngoingWrite() {
            return new Conflict(Optional.empty(), false, true);
        }

        /** Tells whether an earlier attempt of this very write may have been done and then overwritten. */
        public boolean ownAttemptUnknown() {
            return ownAttemptUnknown;
        }

        /** Tells whether the other write was still under way, so that the order may have its old version yet. */
        public boolean isOngoing() {
            return ongoing;
        }
    }

    /** The changed order would be larger than the store allows. To repeat the request does not help. */
    public static final class TooLarge extends OrderException {
        /**
         * Says that the store cannot hold the changed order.
         *
         * @param id the order's id
         */
        public TooLarge(OrderId id) {
            super(
                    Code.ORDER_TOO_LARGE,
                    "Order " + id.value() + " has reached the size limit of the database and cannot be changed.",
                    Optional.empty());
        }
    }

    /** The version that the caller named is not the current one. */
    public static final class PreconditionFailed extends OrderException {
        /**
         * Says that the caller's version is not, or no longer, the current one.
         *
         * @param current the order as it now is; empty if it cannot be read
         */
        public PreconditionFailed(Optional<Order> current) {
            super(Code.PRECONDITION_FAILED, "Order is not, or no longer, the version named by If-Match", current);
        }

        /**
         * Says the same of a write that lost its race, and keeps the lost race as the cause.
         *
         * @param lost the conflict that the store reported
         */
        public PreconditionFailed(Conflict lost) {
            this(lost.current());
            initCause(lost);
        }
    }
}
