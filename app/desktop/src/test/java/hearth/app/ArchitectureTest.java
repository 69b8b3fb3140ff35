package hearth.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;
import javafx.application.Platform;
import javafx.css.Styleable;
import org.junit.jupiter.api.Test;

/// What each package must not know. A rule that has no class to look at yet passes.
final class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("hearth");
    private static final String[] HOUSE = {"hearth.home..", "hearth.hub..", "hearth.device..", "hearth.profile..", "hearth.convention..",
        "hearth.trie.."};

    @Test void theProfilesKnowNothingElseOfTheProgram() {
        knowsOnly("hearth.device..", "hearth.profile..", "hearth.convention..", "hearth.template..", "hearth.trie..");
    }

    @Test void theHubKnowsOnlyTheProfiles() {
        check(noClasses().that().resideInAnyPackage("hearth.home..", "hearth.hub..")
                .should().dependOnClassesThat(areOursOutside(HOUSE)));
    }

    @Test void theBrokerKnowsNothingElseOfTheProgram() {
        knowsOnly("hearth.broker..");
    }

    @Test void theIconsKnowNothingElseOfTheProgram() {
        knowsOnly("hearth.icon..");
    }

    @Test void theScreenNeverSeesWhatTouchesTheWorld() {
        check(noClasses().that().resideInAPackage("hearth.ui..")
                .should().dependOnClassesThat().resideInAnyPackage("hearth.mqtt..", "hearth.store..", "hearth.notify..",
                        "hearth.network..", "hearth.weather..", "javax.jmdns..", "hearth.broker..", "hearth.app..", "com.hivemq..",
                        "io.moquette..",
                        "java.sql.."));
    }

    @Test void whatTouchesTheWorldNeverSeesTheScreen() {
        check(noClasses().that()
                .resideInAnyPackage("hearth.mqtt..", "hearth.store..", "hearth.notify..", "hearth.network..", "hearth.weather..",
                        "hearth.broker..")
                .should().dependOnClassesThat().resideInAnyPackage("hearth.ui..", "hearth.app..", "javafx.."));
    }

    @Test void onlyTheCompositionRootSeesMoreThanOneAdapter() {
        var adapters = Set.of("hearth.mqtt..", "hearth.store..", "hearth.notify..", "hearth.network..", "hearth.weather..");
        for (var adapter : adapters)
            check(noClasses().that().resideInAPackage(adapter).should().dependOnClassesThat()
                    .resideInAnyPackage(adapters.stream().filter(other -> !other.equals(adapter)).toArray(String[]::new)));
    }

    @Test void theHouseHasNoScreenNetworkOrDatabase() {
        check(noClasses().that().resideInAnyPackage(HOUSE).should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "com.hivemq..", "io.moquette..", "io.netty..", "java.net..", "java.sql.."));
    }

    /// Profiles are files by nature: only their loader may open some.
    @Test void theHouseHasNoDisk() {
        check(noClasses().that().resideInAnyPackage("hearth.home..", "hearth.hub..", "hearth.device..")
                .should().dependOnClassesThat().resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                .orShould().dependOnClassesThat().haveNameMatching("java\\.io\\.(File|RandomAccess).*"));
    }

    @Test void timeIsAParameterOfTheHouse() {
        var clocks = Set.of("Instant", "Clock", "InstantSource", "LocalDate", "LocalTime", "LocalDateTime", "OffsetDateTime",
                "ZonedDateTime");
        check(noClasses().that().resideInAnyPackage(HOUSE).should().accessTargetWhere(DescribedPredicate.describe(
                "the machine is asked for the time", access -> {
                    var owner = access.getTargetOwner();
                    var name = access.getName();
                    return owner.isEquivalentTo(System.class) && Set.of("currentTimeMillis", "nanoTime").contains(name)
                            || owner.getPackageName().equals("java.time") && clocks.contains(owner.getSimpleName())
                                    && (name.equals("now") || name.startsWith("system"));
                })));
    }

    @Test void onlyLatestPostsToTheScreensThread() {
        check(noClasses().that().doNotHaveFullyQualifiedName("hearth.ui.Latest")
                .should().accessTargetWhere(DescribedPredicate.describe("Platform.runLater is meant",
                        access -> access.getTargetOwner().isEquivalentTo(Platform.class) && access.getName().equals("runLater"))));
    }

    @Test void looksComeFromTheStyleSheet() {
        check(noClasses().should().accessTargetWhere(DescribedPredicate.describe("a style is set by hand",
                access -> access.getTargetOwner().isAssignableTo(Styleable.class)
                        && Set.of("setStyle", "styleProperty").contains(access.getName()))));
    }

    @Test void onlyTheCommandLinePrints() {
        check(noClasses().that().resideOutsideOfPackage("hearth.app").should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
    }

    @Test void onlyTheCompositionRootChoosesTheLoggingBackEnd() {
        check(noClasses().that().resideOutsideOfPackage("hearth.app").should().dependOnClassesThat().resideInAPackage("java.util.logging"));
    }

    @Test void noTwoPackagesNeedEachOther() {
        check(slices().matching("hearth.(*)..").should().beFreeOfCycles());
    }

    @Test void noTwoScreensNeedEachOther() {
        check(slices().matching("hearth.ui.(*)..").should().beFreeOfCycles());
    }

    private static void knowsOnly(String... packages) {
        check(noClasses().that().resideInAnyPackage(packages).should().dependOnClassesThat(areOursOutside(packages)));
    }

    private static DescribedPredicate<JavaClass> areOursOutside(String... packages) {
        return JavaClass.Predicates.resideInAPackage("hearth..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(packages));
    }

    private static void check(ArchRule rule) {
        rule.check(PROGRAM);
    }
}
