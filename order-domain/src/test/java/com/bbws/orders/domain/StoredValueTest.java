package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredValueTest {

    private static final OrderDefect COMMA =
            new OrderDefect(OrderDefect.Kind.UNREADABLE_AMOUNT, "tax", "40,37", "a number");

    @Test
    void isAbsentKnownOrUnreadable() {
        StoredValue<Integer> absent = StoredValue.absent();
        StoredValue<Integer> known = StoredValue.known(2);
        StoredValue<Integer> unreadable = StoredValue.unreadable(List.of(COMMA));

        assertThat(absent.value()).isEmpty();
        assertThat(absent.defects()).isEmpty();
        assertThat(absent.isUnreadable()).isFalse();
        assertThat(known.value()).contains(2);
        assertThat(known.defects()).isEmpty();
        assertThat(known.isUnreadable()).isFalse();
        assertThat(unreadable.value()).isEmpty();
        assertThat(unreadable.defects()).containsExactly(COMMA);
        assertThat(unreadable.isUnreadable()).isTrue();
    }

    @Test
    void keepsItsCaseIfMapped() {
        assertThat(StoredValue.<Integer>absent().map(Integer::toBinaryString)).isEqualTo(StoredValue.absent());
        assertThat(StoredValue.known(2).map(Integer::toBinaryString)).isEqualTo(StoredValue.known("10"));
        assertThat(StoredValue.<Integer>unreadable(List.of(COMMA)).map(Integer::toBinaryString))
                .isEqualTo(StoredValue.unreadable(List.of(COMMA)));
    }

    @Test
    void rejectsAMixOfCases() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredValue<>(Optional.of(2), List.of(COMMA)))
                .withMessage("a value that can be read has no defects");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredValue.unreadable(List.of()))
                .withMessage("unreadable, but no defect");
    }

    @Test
    void copiesItsDefects() {
        List<OrderDefect> defects = new ArrayList<>(List.of(COMMA));
        StoredValue<Integer> unreadable = StoredValue.unreadable(defects);

        defects.clear();

        assertThat(unreadable.defects()).containsExactly(COMMA).isUnmodifiable();
    }
}
