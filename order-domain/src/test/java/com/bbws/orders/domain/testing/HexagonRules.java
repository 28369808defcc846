package com.bbws.orders.domain.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.onionArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;

/** The arrows of the hexagon, in words. Each module checks what stands on its class path. */
public final class HexagonRules {

    /** Domain inside, application around it, adapters outside; nobody looks outward, adapters never at each other. */
    public static final ArchRule RINGS = onionArchitecture()
            .domainModels("com.bbws.orders.domain..")
            .applicationServices("com.bbws.orders.application..")
            .adapter("dynamodb", "com.bbws.orders.dynamodb..")
            .adapter("lambda", "com.bbws.orders.lambda..")
            .adapter("cli", "com.bbws.orders.cli..")
            .withOptionalLayers(true)
            .ensureAllClassesAreContainedInArchitecture()
            .ignoreDependency(simpleName("Wiring"), resideInAPackage("com.bbws.orders.dynamodb"))
            .because("a rule must not change with a database, and only a composition root may know two adapters");

    /** The domain runs on a bare JDK. */
    public static final ArchRule DOMAIN_KNOWS_NOBODY = classes()
            .that()
            .resideInAPackage("com.bbws.orders.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("com.bbws.orders.domain..", "java..")
            .because("other services embed the domain and must not inherit our frameworks");

    /** The use cases run on the domain and a bare JDK. */
    public static final ArchRule APPLICATION_KNOWS_ONLY_THE_DOMAIN = classes()
            .that()
            .resideInAPackage("com.bbws.orders.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("com.bbws.orders.application..", "com.bbws.orders.domain..", "java..")
            .allowEmptyShould(true)
            .because("a use case must run in a Lambda, a command line and a test alike");

    /** One adapter speaks to AWS; the others see ports. */
    public static final ArchRule ONLY_THE_DYNAMODB_ADAPTER_KNOWS_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackage("com.bbws.orders.dynamodb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("the day the store changes, one module does");

    /** Only an adapter may speak to the world. */
    public static final ArchRule THE_CORE_DOES_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("com.bbws.orders.domain..", "com.bbws.orders.application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..", "java.util.logging..")
            .because("the core decides; adapters read and write");

    /** Time is handed in. */
    public static final ArchRule THE_DOMAIN_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("com.bbws.orders.domain..")
            .should()
            .callMethodWhere(target(name("now")).or(target(name("nanoTime"))).or(target(name("currentTimeMillis"))))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Date.class)
            .because("a rule that reads the clock cannot be tested at noon");

    /** State is handed around, never shared. */
    public static final ArchRule FIELDS_ARE_FINAL = fields().that()
            .areDeclaredInClassesThat(not(simpleName("Builder")))
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("com.bbws.orders.domain..", "com.bbws.orders.application..")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("orders, values and use cases are shared between threads");

    private HexagonRules() {}

    /**
     * Checks every rule against the production classes of the service that stand on the class path.
     *
     * <p>Under {@code mvn verify} the other modules' tests are jars, which {@link
     * ImportOption.DoNotIncludeTests} alone would let in.
     */
    public static void check() {
        JavaClasses production = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("com.bbws.orders");
        RINGS.check(production);
        DOMAIN_KNOWS_NOBODY.check(production);
        APPLICATION_KNOWS_ONLY_THE_DOMAIN.check(production);
        ONLY_THE_DYNAMODB_ADAPTER_KNOWS_THE_SDK.check(production);
        THE_CORE_DOES_NO_IO.check(production);
        THE_DOMAIN_READS_NO_CLOCK.check(production);
        FIELDS_ARE_FINAL.check(production);
    }
}
