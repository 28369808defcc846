package com.bbws.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Base64;

/** The user name and the password for a proxy. */
record ProxyCredentials(String user, String password) {

    /**
     * Returns an authenticator for a proxy that requires a password before it opens a tunnel. It answers only once, for one
     * connection: otherwise the JDK repeats a wrong password twenty times, which may lock the account.
     */
    Authenticator authenticator() {
        return new Authenticator() {

            private boolean hasAnswered;

            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                if (hasAnswered || getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                hasAnswered = true;
                return new PasswordAuthentication(user, password.toCharArray());
            }
        };
    }

    /**
     * Returns the value of the header {@code Proxy-Authorization}. Use it only for plain HTTP requests, which the proxy reads.
     * In a request through a tunnel the JDK sends the header to the server behind the proxy.
     */
    String header() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** Returns a text without the user name and the password. */
    @Override
    public String toString() {
        return "ProxyCredentials";
    }
}
