package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.localstore.Durability;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What URIs of git's schemes mean, and which are refused. */
class GitConfigTest {

    private static GitConfig of(String text) {
        BackendUri uri = BackendUri.parse(text);
        return GitConfig.of(uri, Parameters.of(GitConfig.PARAMETERS, uri));
    }

    private static void refused(String uri, String hint) {
        assertThatThrownBy(() -> of(uri)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(hint);
    }

    @Test
    void theBranchFollowsTheLastAtOfTheLastSegment() {
        assertThat(of("git://host/a@b/repo").branch()).isEqualTo("main");
        assertThat(of("git://host/repo@v@2").branch()).isEqualTo("2");
        assertThat(of("git://host/repo%40home@dev").access().url().getPath()).isEqualTo("/repo@home");
        assertThat(of("git://host/repo@dev?branch=feature/x").branch()).isEqualTo("feature/x");
        refused("git://host/repo@", "no name for a branch");
        refused("git://host/repo?branch=a..b", "no name for a branch");
    }

    @Test
    void eachSchemeIsOneOfGits() {
        assertThat(of("git+ssh://me@host:2222/o/r.git").access().url()).hasToString("ssh://me@host:2222/o/r.git");
        assertThat(of("git+https://host/o/r.git").access().url()).hasToString("https://host/o/r.git");
        assertThat(of("git+file:///srv/r.git").access().url()).hasToString("file:///srv/r.git");
        assertThat(of("git://host/r.git").access().url()).hasToString("git://host/r.git");
    }

    @Test
    void plainHttpIsForThisMachineUnlessItIsAllowed() {
        for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
            assertThat(of("git+http://" + host + ":3000/r.git").access().url().getScheme()).isEqualTo("http");
        }
        refused("git+http://example.com/r.git", "allow_http=true");
        refused("git+http://10.0.0.1/r.git", "allow_http=true");
        refused("git+http://localhost.example.com/r.git", "allow_http=true");
        assertThat(of("git+http://example.com/r.git?allow_http=true").access().url().getHost())
                .isEqualTo("example.com");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAHint() {
        refused("git+file://host/r.git", "git+file:///path");
        refused("git+https:///r.git", "host is missing");
        refused("git://host", "path of the repository is missing");
        refused("git://host/", "path of the repository is missing");
        refused("git+https://me@host/r.git", "username=");
        refused("git://host/r?path=%00", "path");
        refused("git://host/r?nonsense=1", "nonsense");
    }

    @Test
    void parametersHaveDefaults() {
        GitConfig plain = of("git://host/r");
        assertThat(plain.autoPull() || plain.autoPush() || plain.toleratesOffline()).isFalse();
        assertThat(plain.pullInterval()).isZero();
        assertThat(plain.depth()).isEmpty();
        assertThat(plain.durability()).isEqualTo(Durability.PROCESS);
        assertThat(plain.identity().name()).isEqualTo("f9-sync");
        GitConfig all = of("git://host/r?auto_pull=true&auto_push=true&offline=allow&pull_interval=5s&depth=3"
                + "&durability=power&author_name=Me&author_email=me@example.com&path=work&timeout=2s");
        assertThat(all.autoPull() && all.autoPush() && all.toleratesOffline()).isTrue();
        assertThat(all.pullInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(all.depth()).hasValue(3);
        assertThat(all.durability()).isEqualTo(Durability.POWER);
        assertThat(all.identity().email()).isEqualTo("me@example.com");
        assertThat(all.folder()).isEqualTo(Path.of("work").toAbsolutePath());
        assertThat(all.access().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void withoutAPathEachRemoteAndBranchHasAFolderOfItsOwn() {
        Path one = of("git://host/team/docs.git@main").folder();
        assertThat(one).isEqualTo(of("git://host/team/docs.git").folder()).isAbsolute();
        assertThat(one.getFileName().toString()).startsWith("docs-");
        assertThat(of("git://host/team/docs.git@other").folder()).isNotEqualTo(one);
        assertThat(of("git://elsewhere/team/docs.git").folder()).isNotEqualTo(one);
        String before = System.setProperty(GitConfig.HOME_PROPERTY, "/somewhere");
        try {
            assertThat(of("git://host/team/docs.git").folder().getParent()).isEqualTo(Path.of("/somewhere"));
        } finally {
            if (before == null) {
                System.clearProperty(GitConfig.HOME_PROPERTY);
            } else {
                System.setProperty(GitConfig.HOME_PROPERTY, before);
            }
        }
    }
}
