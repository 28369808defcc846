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
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;

/** The architecture rules of the hexagon. Each module checks the classes on its class path. */
public final class HexagonRules {

    /** The domain does not depend on the application, neither depends on adapters, and no adapter depends on another. */
    private static final ArchRule RINGS = onionArchitecture()
            .domainModels("com.bbws.orders.domain..")
            .applicationServices("com.bbws.orders.application..")
            .adapter("dynamodb", "com.bbws.orders.dynamodb..")
            .adapter("lambda", "com.bbws.orders.lambda..")
            .adapter("cli", "com.bbws.orders.cli..")
            .withOptionalLayers(true)
            .ensureAllClassesAreContainedInArchitecture()
            .ignoreDependency(simpleName("Wiring"), resideInAPackage("com.bbws.orders.dynamodb"))
            .because(
                    "business rules must not depend on a database, and only a composition root may depend on two adapters");

    /** The domain depends only on the JDK. */
    private static final ArchRule DOMAIN_DEPENDS_ONLY_ON_THE_JDK = classes()
            .that()
            .resideInAPackage("com.bbws.orders.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("com.bbws.orders.domain..", "java..")
            .because("other services embed the domain and must not inherit frameworks");

    /** The use cases depend only on the domain and the JDK. */
    private static final ArchRule APPLICATION_DEPENDS_ONLY_ON_THE_DOMAIN = classes()
            .that()
            .resideInAPackage("com.bbws.orders.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("com.bbws.orders.application..", "com.bbws.orders.domain..", "java..")
            .allowEmptyShould(true)
            .because("a use case must run in a Lambda function, in a command-line program and in a test");

    /** Only the DynamoDB adapter and the publisher of events use the AWS SDK; the others use ports. */
    private static final ArchRule ONLY_IMPLEMENTATIONS_OF_PORTS_USE_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackages("com.bbws.orders.dynamodb..", "com.bbws.orders.lambda.sns..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("a change of the store must affect one module only");

    /** Only the composition root uses the publisher of events, which uses nothing of the functions. */
    private static final ArchRule ONLY_WIRING_KNOWS_SNS = slices().matching("com.bbws.orders.(lambda..)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(simpleName("Wiring"), resideInAPackage("com.bbws.orders.lambda.sns"))
            .allowEmptyShould(true)
            .because("a function that publishes nothing must not load the client of SNS");

    /** Only adapters do input and output. */
    private static final ArchRule THE_CORE_DOES_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("com.bbws.orders.domain..", "com.bbws.orders.application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..", "java.util.logging..")
            .because("the core decides; adapters read and write");

    /** The domain takes the current time as a parameter. */
    private static final ArchRule THE_DOMAIN_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("com.bbws.orders.domain..")
            .should()
            .callMethodWhere(target(name("now")).or(target(name("nanoTime"))).or(target(name("currentTimeMillis"))))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Date.class)
            .because("a rule that reads the clock cannot be tested with a fixed time");

    /** Objects of the core are immutable. */
    private static final ArchRule FIELDS_ARE_FINAL = fields().that()
            .areDeclaredInClassesThat(not(simpleName("Builder")))
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("com.bbws.orders.domain..", "com.bbws.orders.application..")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("orders, values and use cases are shared between threads");

    private HexagonRules() {}

    /**
     * Checks all rules on the production classes on the class path.
     *
     * <p>With {@code mvn verify}, the tests of other modules are in jars, which {@link ImportOption.DoNotIncludeTests} does not
     * exclude. The contract tests of the ports are tests, although another module publishes them as an ordinary artifact.
     */
    public static void check() {
        JavaClasses production = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("contract-tests"))
                .importPackages("com.bbws.orders");
        RINGS.check(production);
        DOMAIN_DEPENDS_ONLY_ON_THE_JDK.check(production);
        APPLICATION_DEPENDS_ONLY_ON_THE_DOMAIN.check(production);
        ONLY_IMPLEMENTATIONS_OF_PORTS_USE_THE_SDK.check(production);
        ONLY_WIRING_KNOWS_SNS.check(production);
        THE_CORE_DOES_NO_IO.check(production);
        THE_DOMAIN_READS_NO_CLOCK.check(production);
        FIELDS_ARE_FINAL.check(production);
    }
}
