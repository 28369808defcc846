package com.bbws.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class AsyncInitHttpClientTest {

    private static final HttpExecuteRequest ANY_REQUEST = null;

    @Test
    void delegatesToTheCreatedClient() {
        try (SdkHttpClient made = UrlConnectionHttpClient.create();
                AsyncInitHttpClient client = AsyncInitHttpClient.of(() -> made)) {
            assertThat(client.clientName()).isEqualTo(made.clientName());
        }
    }

    @Test
    void failsTheRequestIfTheClientCannotBeCreated() {
        IllegalStateException noTrust = new IllegalStateException("no trust store");
        AsyncInitHttpClient client = AsyncInitHttpClient.of(() -> {
            throw noTrust;
        });

        assertThatThrownBy(() -> client.prepareRequest(ANY_REQUEST))
                .isInstanceOf(SdkClientException.class)
                .hasCause(noTrust);
    }

    @Test
    void stopsWaitingIfTheThreadIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        AsyncInitHttpClient client = AsyncInitHttpClient.of(() -> {
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.prepareRequest(ANY_REQUEST)).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }
}
