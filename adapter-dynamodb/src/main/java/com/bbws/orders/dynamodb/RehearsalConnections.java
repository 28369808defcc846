package com.bbws.orders.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
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

    private final Set<URI> origins = ConcurrentHashMap.newKeySet();

    @Override
    public HttpURLConnection createConnection(URI uri) {
        origins.add(uri.resolve("/"));
        return open(uri);
    }

    /** Closes them all, and the one on which the SDK fetched credentials. */
    @Override
    public void close() {
        Stream.concat(
                        origins.stream(),
                        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().stream()
                                .map(URI::create))
                .map(RehearsalConnections::open)
                .forEach(RehearsalConnections::takeFromThePoolAndClose);
    }

    /** One that is connected comes out of the pool, if there is one; disconnected without an answer, it does not go back. */
    private static void takeFromThePoolAndClose(HttpURLConnection connection) {
        try {
            connection.connect();
        } catch (IOException nobodyThere) {
            return;
        }
        connection.disconnect();
    }

    private static HttpURLConnection open(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) DynamoDbOrders.CONNECTION_TIMEOUT.toMillis());
            connection.setReadTimeout((int) DynamoDbOrders.ATTEMPT_TIMEOUT.toMillis());
            return connection;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a URL does not fail to be opened", impossible);
        }
    }
}
