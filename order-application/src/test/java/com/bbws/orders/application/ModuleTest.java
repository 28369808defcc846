package com.bbws.orders.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests the module descriptor, which matters to other services that embed the use cases as a module, or build a runtime image. */
class ModuleTest {

    private static final String NAME = "com.bbws.orders.application";

    @Test
    void exportsItsPackageAndTheDomain() throws Exception {
        ModuleDescriptor module = ModuleFinder.of(classesOf(UpdateOrder.class))
                .find(NAME)
                .orElseThrow()
                .descriptor();

        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("com.bbws.orders.application");
        assertThat(module.requires())
                .filteredOn(required -> required.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("com.bbws.orders.domain");
        assertThat(module.isOpen()).isFalse();
    }

    private static Path classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
