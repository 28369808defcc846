package com.bbws.orders.cli;

import com.bbws.orders.domain.testing.HexagonRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheHexagon() {
        HexagonRules.check();
    }
}
