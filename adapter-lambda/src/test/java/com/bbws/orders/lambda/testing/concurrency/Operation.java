package com.bbws.orders.lambda.testing.concurrency;

import com.bbws.orders.domain.OrderStatus;
import java.util.Optional;

/** The operation that a client requests. */
public sealed interface Operation {

    /**
     * A PUT of this service.
     *
     * @param status the requested status, as in JSON
     * @param payment the requested transaction id
     * @param ifMatch the expected version; any if empty
     * @param actor the actor of the request
     */
    public record Update(Optional<String> status, Optional<String> payment, Optional<String> ifMatch, String actor)
            implements Operation {

        /** The rules of docs/contract.md, 1, in a short form. */
        Decision decide(Version current) {
            Optional<String> newStatus = status.filter(requested -> !requested.equals(current.status()));
            Optional<String> newPayment = payment.filter(requested -> !requested.equals(current.payment()));
            if (newStatus.isEmpty() && newPayment.isEmpty()) {
                return Decision.UNCHANGED;
            }
            OrderStatus before = OrderStatus.ofWireName(current.status()).orElseThrow();
            OrderStatus after = newStatus.flatMap(OrderStatus::ofWireName).orElse(before);
            boolean isAllowed = !before.isFinal()
                    && (newStatus.isEmpty() || before.successors().contains(after))
                    && (newPayment.isEmpty() || after == OrderStatus.PAID || after == OrderStatus.PAYMENT_PENDING);
            return isAllowed ? Decision.WRITE : Decision.REJECT;
        }

        /** Returns the version after the write, with a token. */
        Version written(Version current, String token) {
            return new Version(token, status.orElse(current.status()), payment.orElse(current.payment()), actor);
        }
    }

    /**
     * A write of the whole item by another service.
     *
     * @param version the version that it writes
     * @param expected the token that the item must have; any if empty
     */
    public record Put(Version version, Optional<String> expected) implements Operation {}

    /** The decision of the rules about an update. */
    public enum Decision {
        UNCHANGED,
        WRITE,
        REJECT
    }
}
