package com.bbws.orders.application;

import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedVersionTest {

    private static final LockToken STORED = aPendingOrder().lockToken().orElseThrow();

    @Test
    void copiesItsVersions() {
        Set<LockToken> tokens = new HashSet<>(Set.of(STORED));
        ExpectedVersion ifMatch = ExpectedVersion.oneOf(tokens);

        tokens.clear();

        assertThatCode(() -> ifMatch.check(aPendingOrder())).doesNotThrowAnyException();
    }

    @Test
    void isEqualIfItsVersionsAreEqual() {
        assertThat(ExpectedVersion.oneOf(Set.of(STORED)))
                .isEqualTo(ExpectedVersion.oneOf(Set.of(new LockToken(STORED.text()))))
                .isNotEqualTo(ExpectedVersion.oneOf(Set.of()))
                .isNotEqualTo(ExpectedVersion.any());
    }

    @Test
    void allowsNoChangeIfTheVersionIsMissing() {
        Order order = aPendingOrder();

        assertThatExceptionOfType(OrderException.VersionRequired.class)
                .isThrownBy(() -> ExpectedVersion.missing().check(order))
                .satisfies(rejection -> assertThat(rejection.current()).contains(order));
    }
}
