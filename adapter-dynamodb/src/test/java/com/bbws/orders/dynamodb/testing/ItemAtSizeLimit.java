package com.bbws.orders.dynamodb.testing;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** An item that is at DynamoDB's size limit: another 50 bytes exceed it. */
public final class ItemAtSizeLimit {

    private static final int LIMIT = 400 * 1024;
    private static final int STEP = 50;

    private ItemAtSizeLimit() {}

    /**
     * Puts an item with an additional attribute that is as large as DynamoDB allows.
     *
     * @param client the client for the database
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
                // Try a smaller size.
            }
        }
        throw new IllegalStateException("DynamoDB accepts no item");
    }
}
