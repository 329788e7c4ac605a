package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.Scheme;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.StoreLayer;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import io.foundry9.filebackend.vault.DuplicateVaultException;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultRegistry;
import io.foundry9.filebackend.vault.VaultState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** The components together, over a configuration service that lives in memory. */
@ExtendWith(NoThreadLeft.class)
class PlatformTest {

    private static final Map<String, ?> FAKE = Map.of(Constants.SERVICE_ID, 1L, BackendFactory.SCHEME_PROPERTY, "fake");

    @TempDir Path etc;
    private final FakeConfigurationAdmin admin = new FakeConfigurationAdmin();
    private final FakeBundleContext bundle = new FakeBundleContext(admin);
    private final BackendWhiteboard whiteboard = new BackendWhiteboard();
    private final FakeFactory factory = new FakeFactory();
    private VaultRegistryComponent registryComponent;
    private VaultConfigurationsComponent configurationsComponent;

    @BeforeEach
    void useFolder() {
        bundle.properties.put(VaultConfigurations.FOLDER_PROPERTY, etc.toString());
        bundle.properties.put("f9.home.uri", "fake://home");
        whiteboard.addFactory(factory, FAKE);
    }

    private void start() {
        registryComponent = new VaultRegistryComponent(bundle.context, whiteboard);
        configurationsComponent =
                new VaultConfigurationsComponent(bundle.context, admin, registryComponent);
    }

    @AfterEach
    void stop() {
        if (configurationsComponent != null) {
            configurationsComponent.stop();
        }
        if (registryComponent != null) {
            registryComponent.stop();
        }
        assertThat(bundle.services).isEmpty();
    }

    private VaultRegistry registry() {
        return bundle.all(VaultRegistry.class).get(0);
    }

    private VaultConfigurations configurations() {
        return bundle.all(VaultConfigurations.class).get(0);
    }

    private VaultInfo settled(String name) throws InterruptedException {
        return ((VaultManager) registry()).awaitSettled(name, Duration.ofSeconds(20));
    }

    private Path file(String name) {
        return etc.resolve("io.foundry9.filebackend.vault~" + name + ".cfg");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(etc)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(".lock")).sorted()
                    .toList();
        }
    }

    private static Dictionary<String, Object> properties(Object... pairs) {
        Dictionary<String, Object> properties = new Hashtable<>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    @Test
    void filesAreVaultsFromTheStart() throws Exception {
        Files.writeString(file("home"), "uri = ${f9.home.uri}\n");
        Files.writeString(etc.resolve("io.foundry9.filebackend.vault-my-docs.cfg"),
                "uri = fake://a\nreadOnly = true\n");
        Files.writeString(etc.resolve("other.cfg"), "uri = fake://a\n");
        start();

        assertThat(registry().names()).containsExactly("home", "my-docs");
        assertThat(settled("home").state()).isEqualTo(VaultState.ACTIVE);
        assertThat(registry().info("home").uri()).contains("fake://home");
        assertThat(registry().options("my-docs").readOnly()).isTrue();
        assertThat(admin.entries.get("io.foundry9.filebackend.vault~home").getProperties()
                .get("felix.fileinstall.filename")).isEqualTo(file("home").toFile().toURI().toString());
    }

    @Test
    void anAddedVaultIsOpenAndHasItsFile() throws Exception {
        start();

        configurations().add("docs", "fake://a?key=env:HUNTER&note={x}", VaultOptions.DEFAULTS.withReadOnly(true));

        assertThat(registry().info("docs").state()).isEqualTo(VaultState.ACTIVE);
        assertThat(registry().info("docs").persistent()).isTrue();
        assertThat(registry().get("docs").list("")).isEmpty();
        assertThat(file("docs")).content()
                .isEqualTo("uri = fake://a?key=env:HUNTER&note=\\\\{x\\\\}\nreadOnly = true\n");
        assertThat(files()).containsExactly("io.foundry9.filebackend.vault~docs.cfg");
    }

    @Test
    void vaultsComeBackAfterARestart() {
        start();
        configurations().add("docs", "fake://a?note=%20{x}", VaultOptions.DEFAULTS.withLayers("retry=2"));
        VaultInfo before = registry().info("docs");
        stop();
        admin.entries.clear();
        start();

        assertThat(registry().list()).containsExactly(before);
    }

    @Test
    void whatCannotBeOpenedLeavesNothingBehind() throws Exception {
        start();

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> configurations().add("docs", "fake://broken"))
                .withMessageContaining("out of order");
        assertThatIllegalArgumentException().isThrownBy(() -> configurations().add("docs", "fake://a?color=red"))
                .withMessageContaining("color");
        assertThatIllegalArgumentException().isThrownBy(() -> configurations().add("docs", "other://a"))
                .withMessage("unknown scheme 'other'; known are fake");
        assertThatIllegalArgumentException().isThrownBy(() -> configurations().add("docs", "fake://a?key=hunter2"))
                .withMessageContaining("env:NAME").withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException().isThrownBy(() -> configurations().add("a b", "fake://a"));
        assertThatIllegalArgumentException().isThrownBy(
                () -> configurations().add("docs", "fake://a", VaultOptions.DEFAULTS.withLayers("retyr=2")));
        assertThat(registry().names()).isEmpty();
        assertThat(admin.entries).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aNameIsTakenOnlyOnce() throws Exception {
        start();
        configurations().add("docs", "fake://a");
        registry().register("transient", "fake://a");
        Files.writeString(file("elsewhere"), "uri = fake://by-another-process\n");
        Files.writeString(etc.resolve("io.foundry9.filebackend.vault-other.cfg"), "uri = fake://a\n");

        for (String name : List.of("docs", "transient", "elsewhere", "other")) {
            assertThatExceptionOfType(DuplicateVaultException.class)
                    .isThrownBy(() -> configurations().add(name, "fake://b"));
        }
        assertThat(file("elsewhere")).content().contains("by-another-process");
        assertThat(registry().info("docs").uri()).contains("fake://a");
        assertThat(file("transient")).doesNotExist();
    }

    @Test
    void aVaultThatIsSwappedForGoodIsSoAfterARestart() throws Exception {
        Files.writeString(file("docs"), "# where they are\nuri = fake://a\nreadOnly = false\n");
        start();
        settled("docs");
        int opened = factory.opened.get();

        configurations().swap("docs", "fake://b?key=env:HUNTER");

        assertThat(registry().info("docs").uri()).contains("fake://b?key=env:HUNTER");
        assertThat(file("docs")).content()
                .isEqualTo("# where they are\nuri = fake://b?key=env:HUNTER\nreadOnly = false\n");
        configurations().loadAll();
        settled("docs");
        assertThat(factory.opened).as("opened again for what its configuration says").hasValue(opened + 1);
        stop();
        start();
        assertThat(settled("docs").uri()).contains("fake://b?key=env:HUNTER");
    }

    @Test
    void aVaultThatIsSwappedForAMomentIsWhatItWasAfterARestart() throws Exception {
        start();
        configurations().add("docs", "fake://a");

        registry().swap("docs", "fake://b");
        stop();
        start();

        assertThat(settled("docs").uri()).contains("fake://a");
    }

    @Test
    void theContentGoesAlongForGood() {
        start();
        configurations().add("docs", "fake://a");
        registry().get("docs").create("a.txt", Content.of("one"));

        assertThat(configurations().swapWithContent("docs", "fake://b", (done, total) -> {}).files()).isEqualTo(1);

        assertThat(registry().get("docs").readText("a.txt")).isEqualTo("one");
        assertThat(file("docs")).content().isEqualTo("uri = fake://b\n");
    }

    @Test
    void whatCannotBeKeptIsNotSwapped() {
        start();
        configurations().add("docs", "fake://a");
        registry().register("transient", "fake://a");

        assertThatIllegalArgumentException().isThrownBy(() -> configurations().swap("docs", "fake://b?key=hunter2"))
                .withMessageContaining("env:NAME").withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException().isThrownBy(() -> configurations().swap("transient", "fake://b"))
                .withMessageContaining("no configuration");
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> configurations().swap("docs", "fake://broken"));
        assertThatExceptionOfType(UnknownVaultException.class)
                .isThrownBy(() -> configurations().swap("dcos", "fake://b"));
        assertThat(registry().info("docs").uri()).contains("fake://a");
        assertThat(file("docs")).content().isEqualTo("uri = fake://a\n");
    }

    @Test
    void aFileKeepsItsModeAndTheLinkThatLeadsToIt(@TempDir Path elsewhere) throws Exception {
        Path managed = Files.writeString(elsewhere.resolve("docs.cfg"), "uri = fake://a\n");
        Files.setPosixFilePermissions(managed, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(file("docs"), managed);
        start();
        settled("docs");

        configurations().swap("docs", "fake://b");

        assertThat(managed).content().isEqualTo("uri = fake://b\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(managed))).isEqualTo("rw-r-----");
        assertThat(file("docs")).isSymbolicLink();
    }

    @Test
    void aFileThatIsGoneWhenTheVaultIsSwappedIsToldOf() throws IOException {
        start();
        configurations().add("docs", "fake://a");
        Files.delete(file("docs"));

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> configurations().swap("docs", "fake://b"))
                .withMessageContaining("docs");
    }

    @Test
    void aRemovedVaultIsGoneWithItsFile() throws Exception {
        start();
        configurations().add("docs", "fake://a");
        FileBackend docs = registry().get("docs");

        configurations().remove("docs");

        assertThat(registry().names()).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(admin.entries).isEmpty();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> docs.exists("a"));
    }

    @Test
    void onlyWhatHasAConfigurationIsRemoved() throws IOException {
        start();
        registry().register("transient", "fake://a");
        Files.writeString(file("elsewhere"), "uri = fake://a\n");

        assertThatExceptionOfType(UnknownVaultException.class).isThrownBy(() -> configurations().remove("docs"));
        assertThatIllegalArgumentException().isThrownBy(() -> configurations().remove("transient"))
                .withMessageContaining("no configuration");
        configurations().remove("elsewhere");
        assertThat(files()).isEmpty();
    }

    @Test
    void loadingAgainFollowsTheFiles() throws Exception {
        Files.writeString(file("one"), "uri = fake://1\n");
        Files.writeString(file("two"), "uri = fake://2\n");
        start();
        FileBackend one = registry().get("one");
        Files.writeString(file("one"), "uri = fake://changed\n");
        Files.delete(file("two"));
        Files.writeString(file("three"), "uri = fake://3\n");

        configurations().loadAll();

        assertThat(registry().names()).containsExactly("one", "three");
        assertThat(settled("one").uri()).contains("fake://changed");
        assertThat(registry().get("one")).isSameAs(one);
    }

    @Test
    void aFileThatMakesNoSenseIsAFailedVaultThatSaysWhy() throws Exception {
        Files.writeString(file("circle"), "uri = ${uri}\n");
        Files.writeString(file("empty"), "");
        Files.writeString(file("typo"), "uri = fake://a\nreadonly = true\n");
        Files.writeString(file("secret"), "uri = fake://a?key=hunter2\n");
        Files.createDirectory(file("folder"));
        Files.writeString(etc.resolve("io.foundry9.filebackend.vault~a b.cfg"), "uri = fake://a\n");
        Files.writeString(etc.resolve("io.foundry9.filebackend.vault-typo.cfg"), "uri = fake://a\n");
        start();
        settled("secret");

        assertThat(registry().names()).containsExactly("circle", "empty", "folder", "secret", "typo");
        assertThat(registry().list()).filteredOn(info -> !info.name().equals("typo"))
                .allMatch(info -> info.state() == VaultState.FAILED);
        assertThat(registry().info("circle").reason()).contains("the value of 'uri' refers to itself");
        assertThat(registry().info("empty").reason()).contains("the configuration has no 'uri'");
        assertThat(registry().info("folder").reason()).contains("the file cannot be read");
        assertThat(registry().list().toString()).doesNotContain("hunter2");

        Files.writeString(file("empty"), "uri = fake://a\n");
        configurations().loadAll();
        assertThat(settled("empty").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void aConfigurationThatAConsoleHasNamedIsTheVaultOfItsProperty() throws Exception {
        start();
        Configuration made = admin.getConfiguration(VaultPid.FACTORY + ".b1e2", "?");
        made.update(properties("uri", "fake://a", "vault.name", "docs"));
        assertThat(settled("docs").uri()).contains("fake://a");

        made.update(properties("uri", "fake://a", "vault.name", "renamed"));
        assertThat(registry().names()).containsExactly("renamed");
        configurations().swap("renamed", "fake://b");
        assertThat(made.getProperties().get("uri")).isEqualTo("fake://b");

        made.delete();
        assertThat(registry().names()).isEmpty();
    }

    @Test
    void configurationsThatOthersMakeAreVaultsToo() throws Exception {
        bundle.properties.remove(VaultConfigurations.FOLDER_PROPERTY);
        admin.getFactoryConfiguration(VaultPid.FACTORY, "before", "?").update(properties("uri", "fake://a"));
        start();
        admin.getFactoryConfiguration(VaultPid.FACTORY, "docs", "?").update(properties("uri", "fake://a"));
        admin.getConfiguration(VaultPid.FACTORY + "~my~docs", "?").update(properties("uri", "fake://b"));
        admin.getConfiguration(VaultPid.FACTORY + ".b1e2", "?").update(properties("uri", "fake://c"));
        admin.getConfiguration("something.else", "?").update(properties("uri", "fake://c"));

        assertThat(registry().names()).containsExactly("before", "docs", "my-docs");
        admin.getFactoryConfiguration(VaultPid.FACTORY, "my-docs", "?").update(properties("uri", "fake://c"));
        admin.getConfiguration(VaultPid.FACTORY + "~my~docs", "?").delete();
        assertThat(registry().names()).containsExactly("before", "docs", "my-docs");
        assertThat(settled("my-docs").uri()).contains("fake://c");
        admin.getFactoryConfiguration(VaultPid.FACTORY, "my-docs", "?").delete();
        configurations().remove("docs");
        configurations().loadAll();
        assertThat(registry().names()).containsExactly("before");
    }

    @Test
    void withoutAFolderTheConfigurationServiceKeepsVaults() throws IOException {
        bundle.properties.remove(VaultConfigurations.FOLDER_PROPERTY);
        start();

        configurations().add("docs", "fake://a");

        assertThat(admin.entries).containsOnlyKeys("io.foundry9.filebackend.vault~docs");
        assertThatExceptionOfType(DuplicateVaultException.class)
                .isThrownBy(() -> configurations().add("docs", "fake://a"));
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> configurations().add("broken", "fake://broken"));
        assertThat(admin.entries).containsOnlyKeys("io.foundry9.filebackend.vault~docs");
        assertThat(files()).isEmpty();
    }

    @Test
    void vaultsOutliveTheConfigurationService() {
        start();
        configurations().add("docs", "fake://a");
        FileBackend docs = registry().get("docs");
        docs.write("a.txt", Content.of("hello"));

        configurationsComponent.stop();
        configurationsComponent = new VaultConfigurationsComponent(bundle.context, admin, registryComponent);

        assertThat(registry().get("docs")).isSameAs(docs);
        assertThat(docs.readText("a.txt")).isEqualTo("hello");
    }

    @Test
    void aFailingConfigurationServiceIsToldInOurWords() throws IOException {
        start();
        admin.failing = true;
        assertThatThrownBy(() -> configurations().add("docs", "fake://a"))
                .isInstanceOf(FileBackendException.class)
                .hasMessageContaining("the configuration of vault 'docs' cannot be accessed: the disk is gone");
        assertThat(files()).isEmpty();
        admin.failing = false;
        configurations().add("docs", "fake://a");
        admin.readOnly = true;
        assertThatThrownBy(() -> configurations().remove("docs")).hasMessageContaining("read-only");
        Files.writeString(file("docs"), "uri = fake://b\n");
        configurations().loadAll();
        admin.readOnly = false;
        configurations().remove("docs");
    }

    @Test
    void aConfigurationDoesNotTakeATransientVaultsName() throws IOException {
        start();
        registry().register("docs", "fake://a");
        admin.getFactoryConfiguration(VaultPid.FACTORY, "docs", "?").update(properties("uri", "fake://b"));

        assertThat(registry().info("docs").uri()).contains("fake://a");
        admin.getFactoryConfiguration(VaultPid.FACTORY, "docs", "?").delete();
        assertThat(registry().exists("docs")).isTrue();
    }

    /** What is published follows the vaults, on whatever thread notices. */
    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private boolean isPublished(String vault, String key, String value) {
        return bundle.services.stream()
                .filter(each -> each.type == FileBackend.class && vault.equals(each.properties.get("vault.name")))
                .map(each -> each.properties.get(key))
                .anyMatch(found -> value.equals(found)
                        || found instanceof String[] several && List.of(several).contains(value));
    }

    @Test
    void eachVaultIsAServiceAsLongAsItIsRegistered() throws Exception {
        start();
        configurations().add("docs", "fake://a");
        registry().register("more", "fake://a");
        FileBackend docs = registry().get("docs");
        eventually(() -> isPublished("docs", "backend.capabilities", "WRITES"));
        eventually(() -> isPublished("more", "vault.scheme", "fake"));

        admin.getFactoryConfiguration(VaultPid.FACTORY, "docs", "?").update(properties("uri", "other://b"));
        whiteboard.removeFactory(factory, FAKE);
        registry().unregister("more");

        eventually(() -> isPublished("docs", "vault.scheme", "other"));
        eventually(() -> bundle.all(FileBackend.class).equals(List.of(docs)));
        whiteboard.addFactory(factory, FAKE);
        configurations().remove("docs");
        FileBackend again = registry().register("docs", "fake://a");
        eventually(() -> bundle.all(FileBackend.class).equals(List.of(again)));
    }

    @Test
    void aBackendThatCannotSayWhatItCanDoIsAServiceAllTheSame() {
        start();
        registry().registerShared("mute", new ForwardingFileBackend() {
            @Override
            protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
                throw new IllegalStateException("not just now");
            }
        }, VaultOptions.DEFAULTS);
        registry().register("docs", "fake://a");

        eventually(() -> isPublished("mute", "vault.name", "mute"));
        eventually(() -> isPublished("docs", "backend.capabilities", "WRITES"));
    }

    @Test
    void aConfigurationThatIsDeletedWhileItIsListedIsPassedOver() {
        admin.deleting = true;
        start();

        assertThat(registry().names()).isEmpty();
        assertThat(bundle.all(VaultConfigurations.class)).hasSize(1);
    }

    @Test
    void aComponentThatCannotComeToLifeLeavesNoServices() {
        registryComponent = new VaultRegistryComponent(bundle.context, whiteboard);
        bundle.refused = VaultConfigurations.class;

        assertThatThrownBy(() -> new VaultConfigurationsComponent(bundle.context, admin, registryComponent))
                .isInstanceOf(IllegalStateException.class);

        assertThat(bundle.all(SynchronousConfigurationListener.class)).isEmpty();
        assertThat(bundle.all(VaultConfigurations.class)).isEmpty();
    }

    @Test
    void aStoppedBundleHasNoServices() {
        start();
        bundle.stopped = true;

        registry().register("docs", "fake://a");

        assertThat(bundle.all(FileBackend.class)).isEmpty();
    }

    @Test
    void theWhiteboardGoesByServiceProperties() {
        Map<String, ?> several = Map.of(Constants.SERVICE_ID, 2L, BackendFactory.SCHEME_PROPERTY,
                new String[] {"one", "two"}, Constants.SERVICE_RANKING, 3);
        whiteboard.addFactory(new FakeFactory(), several);
        whiteboard.addFactory(new FakeFactory(), Map.of(Constants.SERVICE_ID, 3L, "backend.scheme", List.of("three")));
        whiteboard.addFactory(new FakeFactory(), Map.of(Constants.SERVICE_ID, 4L));
        whiteboard.addFactory(new FakeFactory(), Map.of(Constants.SERVICE_ID, 5L, "backend.scheme", "No Scheme"));

        assertThat(whiteboard.schemes()).extracting(Scheme::name).containsExactly("fake", "one", "three", "two");
        try (FileBackend open = whiteboard.open("two://a")) {
            assertThat(open.exists("")).isTrue();
        }
        Map<String, ?> fewer = Map.of(Constants.SERVICE_ID, 2L, BackendFactory.SCHEME_PROPERTY, "one");
        whiteboard.updatedFactory(factory, fewer);
        whiteboard.removeFactory(factory, Map.of(Constants.SERVICE_ID, 3L));
        whiteboard.removeFactory(factory, Map.of(Constants.SERVICE_ID, 4L));
        assertThat(whiteboard.schemes()).extracting(Scheme::name).containsExactly("fake", "one");
        whiteboard.updatedFactory(factory, Map.of(Constants.SERVICE_ID, 9L, BackendFactory.SCHEME_PROPERTY, "nine"));
        assertThat(whiteboard.schemes()).extracting(Scheme::name).containsExactly("fake", "nine", "one");
    }

    @Test
    void layersComeAsServices() {
        start();
        StoreLayer layer = inner -> inner;
        Map<String, ?> named = Map.of(Constants.SERVICE_ID, 7L, StoreLayer.NAME_PROPERTY, "mine");
        whiteboard.addLayer(layer, named);
        whiteboard.addLayer(layer, Map.of(Constants.SERVICE_ID, 8L));

        configurations().add("docs", "fake://a", VaultOptions.DEFAULTS.withLayers("mine"));
        whiteboard.updatedLayer(layer, Map.of(Constants.SERVICE_ID, 7L, StoreLayer.NAME_PROPERTY, "ours"));
        configurations().add("ours", "fake://a", VaultOptions.DEFAULTS.withLayers("ours"));
        whiteboard.removeLayer(layer, named);
        whiteboard.removeLayer(layer, Map.of(Constants.SERVICE_ID, 8L));

        assertThatIllegalArgumentException().isThrownBy(
                () -> configurations().add("more", "fake://a", VaultOptions.DEFAULTS.withLayers("mine")));
    }
}
