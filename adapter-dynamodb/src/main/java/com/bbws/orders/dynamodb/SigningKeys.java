package com.bbws.orders.dynamodb;

import java.util.stream.IntStream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The SDK keeps the last 300 signing keys of the process, each under the secret that it was made from, and has no way to
 * forget one. They are pushed out by others, of credentials that nobody has.
 */
final class SigningKeys {

    private static final int KEPT = 300;

    private SigningKeys() {}

    /** Leaves no signing key of real credentials behind. */
    static void forget() {
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("https")
                .host("localhost")
                .encodedPath("/")
                .build();
        IntStream.range(0, KEPT).forEach(nobody -> {
            String made = "made-up-" + nobody;
            signer.sign(SignRequest.builder(AwsCredentialsIdentity.create(made, made))
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "none")
                    .build());
        });
    }
}
