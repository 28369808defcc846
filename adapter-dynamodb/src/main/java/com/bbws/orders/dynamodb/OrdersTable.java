package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.port.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The orders table: its definition, and the check that a table is the orders table. */
final class OrdersTable {

    private OrdersTable() {}

    static CreateTableRequest definition(String tableName) {
        return CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(OrderKeys.PK, OrderKeys.SK))
                .attributeDefinitions(Stream.of(
                                OrderKeys.PK,
                                OrderKeys.SK,
                                OrderKeys.GSI1_PK,
                                OrderKeys.GSI1_SK,
                                OrderKeys.GSI2_PK,
                                OrderKeys.GSI2_SK)
                        .map(name -> AttributeDefinition.builder()
                                .attributeName(name)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .globalSecondaryIndexes(
                        index(OrderKeys.BY_DATE_INDEX, OrderKeys.GSI1_PK, OrderKeys.GSI1_SK),
                        index(OrderKeys.BY_ID_INDEX, OrderKeys.GSI2_PK, OrderKeys.GSI2_SK))
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    /**
     * Returns about how many items the table has; empty if the credentials may not describe it.
     *
     * @throws StoreException.Unavailable if the table is not the orders table, or DynamoDB does not answer
     */
    static OptionalLong approximateSize(DynamoDbClient client, DynamoDbSettings settings) {
        return describe(client, settings)
                .map(table -> OptionalLong.of(table.itemCount()))
                .orElse(OptionalLong.empty());
    }

    /**
     * Returns the description of the table; empty if the credentials may not describe it.
     *
     * @throws StoreException.Unavailable if the table is not the orders table, or DynamoDB does not answer
     */
    static Optional<TableDescription> describe(DynamoDbClient client, DynamoDbSettings settings) {
        TableDescription table;
        try {
            table = SdkExceptionTranslator.requireDynamoDbResponse(
                            client.describeTable(describe -> describe.tableName(settings.tableName())))
                    .table();
            if (table == null) {
                throw SdkExceptionTranslator.notDynamoDb();
            }
        } catch (DynamoDbException notAllowed) {
            return Optional.empty(); // the permission to read a table does not include the permission to describe it
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable("DescribeTable", settings, failure);
        }
        difference(table).ifPresent(what -> {
            throw SdkExceptionTranslator.wrongTable(settings, what);
        });
        return Optional.of(table);
    }

    /**
     * Returns how a table differs from the orders table, as words that follow the table's name; empty if it does not. The
     * attributes that an index projects are not compared.
     */
    static Optional<String> difference(TableDescription table) {
        CreateTableRequest orders = definition(table.tableName());
        if (!table.keySchema().equals(orders.keySchema())
                || !table.attributeDefinitions()
                        .containsAll(orders.attributeDefinitions().subList(0, 2))) {
            return Optional.of("has different keys from the orders table");
        }
        for (GlobalSecondaryIndex expected : orders.globalSecondaryIndexes()) {
            Optional<GlobalSecondaryIndexDescription> found = table.globalSecondaryIndexes().stream()
                    .filter(index -> index.indexName().equals(expected.indexName()))
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.of("has no index " + expected.indexName());
            }
            if (!found.get().keySchema().equals(expected.keySchema())) {
                return Optional.of("has different keys in its index " + expected.indexName());
            }
        }
        return table.attributeDefinitions().containsAll(orders.attributeDefinitions())
                ? Optional.empty()
                : Optional.of("has index keys that are not text");
    }

    private static GlobalSecondaryIndex index(String name, String partitionKey, String sortKey) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(partitionKey, sortKey))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    private static List<KeySchemaElement> key(String partitionKey, String sortKey) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partitionKey)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sortKey)
                        .keyType(KeyType.RANGE)
                        .build());
    }
}
