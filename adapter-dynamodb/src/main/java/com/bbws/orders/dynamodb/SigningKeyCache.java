package com.bbws.orders.dynamodb;

import java.util.stream.IntStream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Clears the SDK's cache of signing keys. The cache has the last 300 keys of the process, with the secret of each as its key,
 * and cannot be cleared directly. So this class replaces all entries by keys of invalid credentials.
 */
final class SigningKeyCache {

    private static final int CACHE_SIZE = 300;

    private SigningKeyCache() {}

    /** Removes all signing keys of real credentials. */
    static void evictAll() {
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("https")
                .host("localhost")
                .encodedPath("/")
                .build();
        IntStream.range(0, CACHE_SIZE).forEach(i -> {
            String invalid = "invalid-" + i;
            signer.sign(SignRequest.builder(AwsCredentialsIdentity.create(invalid, invalid))
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "none")
                    .build());
        });
    }
}
