package com.bbws.orders.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * The credentials of a priming run: those of the SDK's default chain, fetched once.
 *
 * <p>For a snapshot, Lambda serves credentials over HTTP, and the SDK leaves that connection in the JDK's pool. The pool
 * hands a connection out for five seconds; after that only the JDK's timer closes it, some seconds later. So it is closed
 * as soon as the credentials are there, not at the end of the priming run, which takes longer on a busy machine.
 */
final class PrimingCredentials implements AwsCredentialsProvider {

    private final DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();
    private AwsCredentials fetched;

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (fetched == null) {
            fetched = chain.resolveCredentials();
            SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI
                    .getStringValue()
                    .map(URI::create)
                    .ifPresent(endpoint -> PrimingConnections.closeIdle(PrimingCredentials::connection, endpoint));
        }
        return fetched;
    }

    /** Returns a connection as the SDK makes it for credentials: without a proxy. */
    private static HttpURLConnection connection(URI endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) DynamoDbOrders.CONNECTION_TIMEOUT.toMillis());
            return connection;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a URL can be opened without a connection", impossible);
        }
    }
}
