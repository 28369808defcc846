package com.bbws.orders.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads the pages of queries and scans, each page when the stream needs it, and translates failures. */
final class Paginator {

    /** The number of items that a request for orders reads: many for one call, few for the memory. */
    static final int PAGE_SIZE = 200;

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;

    Paginator(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    Stream<Map<String, AttributeValue>> items(QueryRequest query) {
        return query(query).flatMap(page -> page.items().stream());
    }

    Stream<Page> query(QueryRequest query) {
        return pages(
                "Query",
                start -> Page.of(SdkExceptionTranslator.requireDynamoDbResponse(client.query(
                        start.isEmpty()
                                ? query
                                : query.toBuilder().exclusiveStartKey(start).build()))));
    }

    /**
     * Reads a query for orders. A table of another application has no orders, so if a page is empty, the table is compared
     * with the orders table.
     *
     * @throws com.bbws.orders.domain.port.StoreException.Unavailable if it is not the orders table
     */
    Stream<Page> ordersTable(QueryRequest query) {
        return query(query).peek(page -> {
            if (page.items().isEmpty()) {
                OrdersTable.describe(client, settings);
            }
        });
    }

    Stream<Page> scan(ScanRequest scan) {
        return pages(
                "Scan",
                start -> Page.of(SdkExceptionTranslator.requireDynamoDbResponse(client.scan(
                        start.isEmpty()
                                ? scan
                                : scan.toBuilder().exclusiveStartKey(start).build()))));
    }

    private Stream<Page> pages(String operation, Function<Map<String, AttributeValue>, Page> read) {
        return Stream.iterate(
                page(operation, read, Map.of()),
                Objects::nonNull,
                page -> page.next().isEmpty() ? null : page(operation, read, page.next()));
    }

    private Page page(
            String operation, Function<Map<String, AttributeValue>, Page> read, Map<String, AttributeValue> start) {
        Page page;
        try {
            page = read.apply(start);
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable(operation, settings, failure);
        }
        if (!page.items().stream().allMatch(OrderKeys::areIn)) {
            throw SdkExceptionTranslator.wrongTable(settings, "has items without the keys PK and SK");
        }
        return page;
    }

    /**
     * A page of a query or a scan.
     *
     * @param items the items that match
     * @param scanned the number of items that were read
     * @param next the start of the next page; empty on the last page
     * @param readUnits the consumed read capacity units, if the request asks for them
     */
    record Page(
            List<Map<String, AttributeValue>> items, int scanned, Map<String, AttributeValue> next, double readUnits) {

        private static Page of(QueryResponse answer) {
            return of(answer.items(), answer.scannedCount(), answer.lastEvaluatedKey(), answer.consumedCapacity());
        }

        private static Page of(ScanResponse answer) {
            return of(answer.items(), answer.scannedCount(), answer.lastEvaluatedKey(), answer.consumedCapacity());
        }

        private static Page of(
                List<Map<String, AttributeValue>> items,
                Integer scanned,
                Map<String, AttributeValue> next,
                ConsumedCapacity consumed) {
            if (scanned == null) {
                throw SdkExceptionTranslator.notDynamoDb();
            }
            return new Page(items, scanned, next, consumed == null ? 0 : consumed.capacityUnits());
        }
    }
}
