package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.build.model.EE;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.repository.ResourcesRepository;
import aQute.bnd.osgi.repository.XMLResourceParser;
import aQute.bnd.osgi.resource.CapReqBuilder;
import aQute.bnd.osgi.resource.ResourceBuilder;
import aQute.bnd.osgi.resource.ResourceUtils;
import aQute.bnd.osgi.resource.ResourceUtils.ContentCapability;
import biz.aQute.resolve.AbstractResolveContext;
import biz.aQute.resolve.BndResolver;
import biz.aQute.resolve.ResolverLogger;
import io.foundry9.filebackend.spi.BackendFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** The index beside the bundles, read and resolved as bnd does it for somebody who assembles a platform of his own. */
class RepositoryIndexIT {
    private static final Path INDEX = Path.of(System.getProperty("f9.dist"), "index.xml").normalize();
    private static final String SCHEME = "io.foundry9.filebackend.scheme";

    private static ResourcesRepository index;

    @BeforeAll
    static void read() throws Exception {
        index = new ResourcesRepository(XMLResourceParser.getResources(INDEX.toFile()));
    }

    /** The schemes that there are outside OSGi, where nobody reads an index, but for the one of the test kit. */
    static Stream<String> schemes() {
        return ServiceLoader.load(BackendFactory.class).stream()
                .filter(found -> !found.type().getPackageName().endsWith(".testkit"))
                .flatMap(found -> found.get().schemes().stream());
    }

    @Test
    void everyBundleAndTheFrameworkAreInItByPathsThatAreRelativeToIt() throws Exception {
        List<Path> found = index.getResources().stream()
                .flatMap(resource -> ResourceUtils.getContentCapabilities(resource).stream())
                .map(ContentCapability::url).filter(url -> url.getScheme().equals("file")).map(Path::of).toList();

        assertThat(found).hasSameElementsAs(Stream.concat(ShippedBundles.jars().stream(), Stream.of(felix()))
                .map(Path::normalize).toList());
        assertThat(INDEX).content().contains("\"bundles/filebackend-api-").doesNotContain("file:");
    }

    @Test
    void itIsTheSameWheneverItIsMade() {
        assertThat(INDEX).content().doesNotContain("increment=");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void everySchemeIsProvidedByOneBundle(String scheme) {
        assertThat(index.findProvider(requirement(scheme))).hasSize(1);
    }

    @Test
    void aSchemeThatNobodyHasIsNotProvided() {
        assertThat(index.findProvider(requirement("ftp"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"file,local", "git+ssh,git", "git,git", "openai+vector,openai"})
    void whoRequiresASchemeGetsItsBackendAndWhatThatNeeds(String scheme, String backend) throws Exception {
        List<String> found = resolve(requirement(scheme));

        assertThat(found).contains("io.foundry9.filebackend." + backend, "io.foundry9.filebackend",
                "org.apache.felix.scr");
        assertThat(found.contains("org.eclipse.jgit")).isEqualTo(backend.equals("git"));
        assertThat(found.contains("io.foundry9.filebackend.openai.client")).isEqualTo(backend.equals("openai"));
    }

    @Test
    void sshIsOneBundleThatIsRequiredBesides() throws Exception {
        String ssh = "io.foundry9.filebackend.jgit.ssh";
        Requirement bundle = new CapReqBuilder("osgi.identity").addDirective("filter", "(osgi.identity=" + ssh + ")")
                .buildSyntheticRequirement();

        assertThat(resolve(requirement("git+ssh"), bundle)).contains(ssh, "org.eclipse.jgit");
        assertThat(resolve(requirement("git+ssh"))).doesNotContain(ssh);
    }

    private static Requirement requirement(String scheme) {
        return new CapReqBuilder(SCHEME).addDirective("filter", "(scheme=" + scheme + ")").buildSyntheticRequirement();
    }

    /** The names of the bundles that satisfy requirements, in a Felix that lends what the launcher lends. */
    private static List<String> resolve(Requirement... requirements) throws Exception {
        ResourceBuilder platform = new ResourceBuilder();
        platform.addManifest(Domain.domain(felix().toFile()));
        platform.addEE(EE.JavaSE_17);
        platform.addExportPackages(OSGiHeader.parseHeader(ShippedBundles.LOGGING));
        try (ResolverLogger log = new ResolverLogger(0)) {
            AbstractResolveContext context = new AbstractResolveContext(log) {};
            context.setSystemResource(platform.build());
            context.addRepository(index);
            context.setInputRequirements(requirements);
            return new BndResolver(log).resolve(context).keySet().stream().map(RepositoryIndexIT::name).toList();
        }
    }

    private static Path felix() {
        return ShippedBundles.framework().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("org.apache.felix.framework-")).findFirst()
                .orElseThrow();
    }

    private static String name(Resource resource) {
        Capability identity = ResourceUtils.getIdentityCapability(resource);
        return identity == null ? "" : String.valueOf(identity.getAttributes().get("osgi.identity"));
    }
}
