package com.bbws.orders.lambda;

import com.bbws.orders.domain.testing.HexagonRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void followsTheHexagonalArchitecture() {
        HexagonRules.check();
    }
}
