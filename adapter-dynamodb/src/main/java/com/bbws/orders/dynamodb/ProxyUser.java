package com.bbws.orders.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Base64;

/** The user and the password that a proxy requires. A secret: its text holds neither. */
record ProxyUser(String name, String password) {

    /**
     * Returns what answers a proxy that asks for a password before it opens a tunnel: once, for one connection. The JDK
     * would repeat a wrong password twenty times, which may lock the account.
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
                return new PasswordAuthentication(name, password.toCharArray());
            }
        };
    }

    /**
     * Returns the value of the header {@code Proxy-Authorization}, for requests that the proxy itself reads. In a request
     * through a tunnel the JDK would send it to the server behind the proxy.
     */
    String header() {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "ProxyUser";
    }
}
