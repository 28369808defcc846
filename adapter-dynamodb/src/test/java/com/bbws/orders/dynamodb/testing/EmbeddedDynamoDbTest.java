package com.bbws.orders.dynamodb.testing;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.Socket;
import org.junit.jupiter.api.Test;

class EmbeddedDynamoDbTest {

    /** A server on all interfaces would accept the connection. */
    @Test
    void listensOnTheLoopbackAddressOnly() {
        int port = EmbeddedDynamoDb.shared().endpoint().getPort();

        assertThatIOException().isThrownBy(() -> new Socket("127.0.0.2", port));
    }
}
