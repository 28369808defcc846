package com.bbws.orders.dynamodb;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * The connections of a rehearsal. The JDK keeps each of them open for the next request, in a pool of the whole process that
 * no client's {@code close} empties, and a snapshot would wake up with them broken.
 */
final class RehearsalConnections implements UrlConnectionFactory, AutoCloseable {

    /** The most that the JDK keeps for one origin, unless told otherwise (the system property http.maxConnections). */
    private static final int POOL_SIZE = 5;

    private final Set<URI> origins = ConcurrentHashMap.newKeySet();

    @Override
    public HttpURLConnection createConnection(URI uri) {
        origins.add(uri.resolve("/"));
        return DynamoDbOrders.connection(uri);
    }

    /** Closes them all, and the one on which the SDK fetched credentials. */
    @Override
    public void close() {
        Stream.concat(
                        origins.stream(),
                        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().stream()
                                .map(URI::create))
                .forEach(RehearsalConnections::emptyThePool);
    }

    /** One that is connected comes out of the pool, if there is one; disconnected without an answer, it does not go back. */
    private static void emptyThePool(URI origin) {
        List<HttpURLConnection> all = Stream.generate(() -> DynamoDbOrders.connection(origin))
                .limit(POOL_SIZE)
                .toList();
        try {
            for (HttpURLConnection connection : all) {
                connection.connect();
            }
        } catch (IOException nobodyThere) {
            // then the pool is empty
        }
        all.forEach(HttpURLConnection::disconnect);
    }
}
