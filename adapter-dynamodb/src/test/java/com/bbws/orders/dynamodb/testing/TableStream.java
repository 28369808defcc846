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

/** The stream of a table, read from its beginning on. For one thread. */
public final class TableStream implements AutoCloseable {

    private static final String ENDED = "";

    private final DynamoDbStreamsClient client;
    private final String arn;

    /** Where to read on in each shard; a shard that has ended has nothing. */
    private final Map<String, String> iterators = new HashMap<>();

    TableStream(DynamoDbStreamsClient client, String arn) {
        this.client = client;
        this.arn = arn;
    }

    /** Returns what has been added since the last call, the first change first. */
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

    /** An open shard has always a next page; an empty one means that it is read up to now. */
    private void read(String shardId, List<Record> records) {
        boolean isReadUp = iterators.get(shardId).equals(ENDED);
        while (!isReadUp) {
            String iterator = iterators.get(shardId);
            GetRecordsResponse page = client.getRecords(from -> from.shardIterator(iterator));
            records.addAll(page.records());
            iterators.put(shardId, page.nextShardIterator() == null ? ENDED : page.nextShardIterator());
            isReadUp = page.records().isEmpty() || page.nextShardIterator() == null;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
