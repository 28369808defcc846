package com.bbws.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The position of an order in the list of its tenant. The cursor contains no tenant: it is always a position in the list of the
 * tenant who asks.
 *
 * @param id the order
 * @param indexKey its sort key in the index, which may differ from its attributes
 */
record ListPosition(OrderId id, String indexKey) {

    private static final char SEPARATOR = '#';

    /** The limit of DynamoDB. */
    private static final int MAX_KEY_BYTES = 1024;

    static ListPosition of(Map<String, AttributeValue> item) {
        return new ListPosition(
                OrderKeys.orderOf(item.get(OrderKeys.SK).s()).orElseThrow(),
                item.get(OrderKeys.GSI1_SK).s());
    }

    /** @throws IllegalArgumentException if the text is not a cursor */
    static ListPosition ofCursor(String cursor) {
        String text;
        try {
            text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            throw invalid();
        }
        int separator = text.indexOf(SEPARATOR);
        String indexKey = text.substring(separator + 1);
        if (separator < 0
                || !OrderId.isLegal(text.substring(0, separator))
                || indexKey.isEmpty()
                || indexKey.getBytes(UTF_8).length > MAX_KEY_BYTES) {
            throw invalid();
        }
        return new ListPosition(new OrderId(text.substring(0, separator)), indexKey);
    }

    static IllegalArgumentException invalid() {
        return new IllegalArgumentException("it is not a cursor of this list");
    }

    /** Returns whether a query between two keys, from the last to the first, can start here: DynamoDB rejects another start. */
    boolean isBetween(String first, String last) {
        return compare(first, indexKey) < 0 && compare(indexKey, last) <= 0;
    }

    /** Compares as DynamoDB does: by the bytes of UTF-8, which sort in another way than the characters of Java. */
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    String cursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((id.value() + SEPARATOR + indexKey).getBytes(UTF_8));
    }

    /** Returns the key of the order in the table and in the index. */
    Map<String, AttributeValue> key(TenantId tenantId) {
        Map<String, AttributeValue> key = new HashMap<>(OrderKeys.primaryKey(new OrderKey(tenantId, id)));
        key.put(OrderKeys.GSI1_PK, AttributeValue.fromS(OrderKeys.tenantKey(tenantId)));
        key.put(OrderKeys.GSI1_SK, AttributeValue.fromS(indexKey));
        return key;
    }
}
