package com.bbws.orders.dynamodb.testing;

import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts items to the plain Java values that {@code OrderImageDecoder} takes. */
public final class PlainJavaItems {

    private PlainJavaItems() {}

    /** Returns the attributes of an item. */
    public static Map<String, ?> of(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new HashMap<>();
        item.forEach((name, value) -> plain.put(name, of(value)));
        return plain;
    }

    private static Object of(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case NUL -> null;
            case B -> value.b().asByteBuffer();
            case M -> of(value.m());
            case L -> value.l().stream().map(PlainJavaItems::of).toList();
            case SS -> value.ss().stream().collect(toSet());
            case NS -> value.ns().stream().map(BigDecimal::new).collect(toSet());
            case BS -> value.bs().stream().map(SdkBytes::asByteBuffer).collect(toSet());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value of no type: " + value);
        };
    }
}
