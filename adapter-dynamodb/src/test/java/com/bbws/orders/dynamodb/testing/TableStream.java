package com.bbws.orders.dynamodb.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the stream of a table from its beginning. Not thread-safe. */
public final class TableStream implements AutoCloseable {

    private static final String END_OF_SHARD = "";

    private final DynamoDbStreamsClient client;
    private final String arn;

    /** The next iterator of each shard; {@link #END_OF_SHARD} after its last record. */
    private final Map<String, String> iterators = new HashMap<>();

    TableStream(DynamoDbStreamsClient client, String arn) {
        this.client = client;
        this.arn = arn;
    }

    /** Returns the records that were added since the last call, oldest first. */
    public List<Record> next() {
        List<Record> records = new ArrayList<>();
        for (Shard shard : client.describeStream(of -> of.streamArn(arn))
                .streamDescription()
                .shards()) {
            iterators.computeIfAbsent(shard.shardId(), this::beginning);
            read(shard.shardId(), records);
        }
        return records;
    }

    private String beginning(String shardId) {
        return client.getShardIterator(
                        from -> from.streamArn(arn).shardId(shardId).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    /** Reads up to the first empty page: an open shard always has a next page. */
    private void read(String shardId, List<Record> records) {
        boolean isUpToDate = iterators.get(shardId).equals(END_OF_SHARD);
        while (!isUpToDate) {
            String iterator = iterators.get(shardId);
            GetRecordsResponse page = client.getRecords(from -> from.shardIterator(iterator));
            records.addAll(page.records());
            iterators.put(shardId, page.nextShardIterator() == null ? END_OF_SHARD : page.nextShardIterator());
            isUpToDate = page.records().isEmpty() || page.nextShardIterator() == null;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
