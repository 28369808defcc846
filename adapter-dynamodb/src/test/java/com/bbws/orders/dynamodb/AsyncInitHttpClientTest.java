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

    private static final HttpExecuteRequest ANY = null;

    @Test
    void isTheOneThatIsMade() {
        try (SdkHttpClient made = UrlConnectionHttpClient.create();
                AsyncInitHttpClient early = AsyncInitHttpClient.of(() -> made)) {
            assertThat(early.clientName()).isEqualTo(made.clientName());
        }
    }

    @Test
    void theRequestMeetsWhatKeptItFromBeingMade() {
        IllegalStateException noTrust = new IllegalStateException("no trust store");
        AsyncInitHttpClient early = AsyncInitHttpClient.of(() -> {
            throw noTrust;
        });

        assertThatThrownBy(() -> early.prepareRequest(ANY))
                .isInstanceOf(SdkClientException.class)
                .hasCause(noTrust);
    }

    @Test
    void whoIsInterruptedDoesNotWaitForIt() {
        CountDownLatch never = new CountDownLatch(1);
        AsyncInitHttpClient early = AsyncInitHttpClient.of(() -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> early.prepareRequest(ANY)).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }
}
