package com.bbws.orders.application;

import com.bbws.orders.domain.testing.HexagonRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheArchitectureRules() {
        HexagonRules.check();
    }
}
