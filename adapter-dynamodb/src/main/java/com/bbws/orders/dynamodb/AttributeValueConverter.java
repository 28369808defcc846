package com.bbws.orders.dynamodb;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts the plain Java values that {@link OrderImageDecoder} takes to attribute values. */
final class AttributeValueConverter {

    private AttributeValueConverter() {}

    /**
     * Converts the attributes of an item, or of a map inside it.
     *
     * @throws IllegalArgumentException if a value has a type that DynamoDB does not support
     */
    static Map<String, AttributeValue> attributes(Map<?, ?> plain) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        plain.forEach((name, value) -> attributes.put((String) name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(Object value) {
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        }
        if (value instanceof BigDecimal number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof Boolean flag) {
            return AttributeValue.fromBool(flag);
        }
        if (value instanceof ByteBuffer bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteBuffer(bytes));
        }
        if (value instanceof Map<?, ?> map) {
            return AttributeValue.fromM(attributes(map));
        }
        if (value instanceof List<?> list) {
            return AttributeValue.fromL(elements(list));
        }
        if (value instanceof Set<?> set) {
            // DynamoDB has three types of sets. This adapter does not read sets, so a list is sufficient.
            return AttributeValue.fromL(elements(List.copyOf(set)));
        }
        throw new IllegalArgumentException(
                "DynamoDB does not support " + value.getClass().getSimpleName());
    }

    private static List<AttributeValue> elements(List<?> plain) {
        List<AttributeValue> elements = new ArrayList<>();
        plain.forEach(element -> elements.add(attribute(element)));
        return elements;
    }
}
