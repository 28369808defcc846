package com.bbws.orders.lambda;

import static java.util.stream.Collectors.toSet;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Converts an item of an event to plain Java values, which the decoder of adapter-dynamodb reads. */
final class StreamItemConverter {

    private StreamItemConverter() {}

    static Map<String, Object> of(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new HashMap<>();
        item.forEach((name, value) -> plain.put(name, value(value)));
        return plain;
    }

    /** A value that is not a valid attribute value stays as it is, and the decoder reports it as unreadable. */
    private static Object value(AttributeValue value) {
        if (value == null || Boolean.TRUE.equals(value.getNULL())) {
            return null;
        }
        if (value.getS() != null) {
            return value.getS();
        }
        if (value.getN() != null) {
            return isNumber(value.getN()) ? new BigDecimal(value.getN()) : value;
        }
        if (value.getBOOL() != null) {
            return value.getBOOL();
        }
        if (value.getM() != null) {
            return of(value.getM());
        }
        if (value.getL() != null) {
            return list(value.getL());
        }
        if (value.getSS() != null) {
            return new HashSet<>(value.getSS());
        }
        if (value.getNS() != null) {
            return value.getNS().stream().allMatch(StreamItemConverter::isNumber)
                    ? value.getNS().stream().map(BigDecimal::new).collect(toSet())
                    : value;
        }
        if (value.getBS() != null) {
            return new HashSet<>(value.getBS());
        }
        return value.getB() != null ? value.getB() : value;
    }

    private static List<Object> list(List<AttributeValue> elements) {
        List<Object> plain = new ArrayList<>();
        elements.forEach(element -> plain.add(value(element)));
        return plain;
    }

    private static boolean isNumber(String text) {
        if (text == null) {
            return false;
        }
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException none) {
            return false;
        }
    }
}
