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
 * The credentials for priming: those of the SDK's default chain, fetched once.
 *
 * <p>With SnapStart, Lambda serves credentials over HTTP, and the SDK leaves that connection in the JDK's pool. The pool
 * returns an idle connection for five seconds only. After that, no caller can close the connection: the JDK's timer does so
 * some seconds later. So this class closes it as soon as the credentials are fetched. Priming may take longer than five
 * seconds on a busy machine.
 */
final class PrimingCredentialsProvider implements AwsCredentialsProvider {

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
                    .ifPresent(endpoint ->
                            PrimingConnectionFactory.closeIdle(PrimingCredentialsProvider::connection, endpoint));
        }
        return fetched;
    }

    /** Returns a connection without a proxy, as the SDK creates it for credentials. */
    private static HttpURLConnection connection(URI endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) DynamoDbOrders.CONNECTION_TIMEOUT.toMillis());
            return connection;
        } catch (IOException impossible) {
            throw new UncheckedIOException("openConnection does not connect, so it cannot fail", impossible);
        }
    }
}
