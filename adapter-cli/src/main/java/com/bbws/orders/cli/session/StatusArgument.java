package com.bbws.orders.cli.session;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Parses a status that operators type. An instance lists the values of {@code --status} for completions. */
public final class StatusArgument implements Iterable<String> {

    /**
     * Returns the status of a name.
     *
     * @throws OrderException.Invalid if no status has this name
     */
    public static OrderStatus parse(String name) {
        return OrderStatus.ofWireName(name)
                .orElseThrow(() -> new OrderException.Invalid(List.of(new FieldError(
                        "status", FieldError.Code.UNKNOWN_VALUE, "must be one of " + names().collect(joining(", "))))));
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    private static Stream<String> names() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName);
    }
}
