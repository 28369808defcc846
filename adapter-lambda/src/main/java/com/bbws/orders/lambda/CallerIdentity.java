package com.bbws.orders.lambda;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.TenantId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The identity of the client, from the claims of the verified token only: no part of the request itself counts
 * (docs/contract.md, 1 Identity).
 *
 * @param tenantId the tenant whose orders the client may change
 * @param actor the name that a change is recorded under
 */
record CallerIdentity(TenantId tenantId, Actor actor) {

    /**
     * Reads the claims. The actor is the first printable claim of {@code email}, {@code cognito:username} and {@code sub}.
     *
     * @throws RequestException if the tenant is missing or illegal
     */
    static CallerIdentity of(Map<?, ?> claims) {
        TenantId tenant = text(claims, "custom:tenantId")
                .filter(TenantId::isLegal)
                .map(TenantId::new)
                .orElseThrow(() ->
                        new RequestException(RequestException.Code.FORBIDDEN, "Missing tenantId in authorization"));
        Actor actor = Stream.of("email", "cognito:username", "sub")
                .map(claim -> text(claims, claim).flatMap(Actor::fromToken))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Actor.SYSTEM);
        return new CallerIdentity(tenant, actor);
    }

    /**
     * Checks that the token has the group and the scope that the deployment requires.
     *
     * @throws RequestException if one of them is missing
     */
    static void checkMayWrite(Map<?, ?> claims, LambdaSettings settings) {
        settings.requiredGroup()
                .filter(group -> groups(claims.get("cognito:groups")).noneMatch(group::equals))
                .ifPresent(group -> {
                    throw new RequestException(
                            RequestException.Code.FORBIDDEN, "The token does not contain the required group");
                });
        settings.requiredScope()
                .filter(scope -> text(claims, "scope").stream()
                        .flatMap(scopes -> Arrays.stream(scopes.split(" ")))
                        .noneMatch(scope::equals))
                .ifPresent(scope -> {
                    throw new RequestException(
                            RequestException.Code.FORBIDDEN, "The token does not contain the required scope");
                });
    }

    private static Optional<String> text(Map<?, ?> claims, String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A REST API passes the list as {@code a,b}, an HTTP API as {@code [a b]}; a test event may hold a JSON array. */
    private static Stream<String> groups(Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().map(Objects::toString);
        }
        if (!(claim instanceof String text)) {
            return Stream.empty();
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return Arrays.stream(text.substring(1, text.length() - 1).split("[ ,]+"));
        }
        return Arrays.stream(text.split(",")).map(String::strip);
    }
}
