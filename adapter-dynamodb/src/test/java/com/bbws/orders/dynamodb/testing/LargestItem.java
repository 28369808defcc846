package com.bbws.orders.dynamodb.testing;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** An item that has almost reached the size limit of DynamoDB: it has no room for another 50 bytes. */
public final class LargestItem {

    private static final int LIMIT = 400 * 1024;
    private static final int STEP = 50;

    private LargestItem() {}

    /**
     * Puts an item with one large attribute more, as large as DynamoDB allows.
     *
     * @param client the way to the database
     * @param tableName the table
     * @param item the item
     */
    public static void put(DynamoDbClient client, String tableName, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> large = new HashMap<>(item);
        for (int size = LIMIT; size > 0; size -= STEP) {
            large.put("customData", AttributeValue.fromS("x".repeat(size)));
            try {
                client.putItem(put -> put.tableName(tableName).item(large));
                return;
            } catch (DynamoDbException tooLarge) {
                // The next one is smaller.
            }
        }
        throw new IllegalStateException("DynamoDB takes no item at all");
    }
}
