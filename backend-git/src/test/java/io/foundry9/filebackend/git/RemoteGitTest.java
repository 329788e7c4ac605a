package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.git.Remote.Pushed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.DaemonClient;
import org.eclipse.jgit.transport.resolver.FileResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol {@code git}, which knows neither users nor secrets. */
class RemoteGitTest {

    @TempDir Path folder;

    private GitServersRepository there;
    private GitServersRepository here;
    private Daemon daemon;

    @BeforeEach
    void startServer() throws IOException {
        there = GitServersRepository.bare(folder.resolve("r.git"));
        here = GitServersRepository.work(folder.resolve("here"));
        daemon = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon.setRepositoryResolver(new FileResolver<DaemonClient>(folder.toFile(), true));
        daemon.start();
    }

    @AfterEach
    void stopServer() {
        daemon.stop();
        here.close();
        there.close();
    }

    private String url(String repository) {
        return "git://127.0.0.1:" + daemon.getAddress().getPort() + "/" + repository;
    }

    private FileBackendException failure(GitServersAccess access) {
        try (Remote remote = access.remote()) {
            return catchThrowableOfType(FileBackendException.class,
                    () -> remote.fetch(here.git, "main", OptionalInt.empty()));
        }
    }

    @Test
    void fetchesAndPushesWhereTheServerAllowsIt() throws IOException {
        ObjectId theirs = there.commit("main", "a.txt", "one");
        try (Remote remote = GitServersAccess.to(url("r.git")).remote()) {
            assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).contains(theirs);
            ObjectId mine = here.build(theirs, Map.of("b.txt", new byte[] {1}));
            FileBackendException refusal = catchThrowableOfType(FileBackendException.class,
                    () -> remote.push(here.git, "main", mine, List.of()));
            assertThat(refusal).isInstanceOf(AuthenticationException.class).hasMessageContaining("but not push");
            daemon.getService("receive-pack").setEnabled(true);
            daemon.getService("receive-pack").setOverridable(false);
            there.git.getConfig().setBoolean("daemon", null, "receivepack", true);
            assertThat(remote.push(here.git, "main", mine, List.of())).isEqualTo(Pushed.SENT);
        }
    }

    @Test
    void anEmptyRepositoryIsNoFailure() throws IOException {
        try (Remote remote = GitServersAccess.to(url("r.git")).remote()) {
            assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).isEmpty();
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsSaid() {
        FileBackendException failure = failure(GitServersAccess.to(url("none.git")));
        assertThat(failure).isInstanceOf(BackendUnavailableException.class);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aHostThatDoesNotExistOrAnswersNotIsNamed() throws IOException {
        assertThat(failure(GitServersAccess.to("git://host.invalid/r.git"))).hasMessageContaining("'host.invalid'");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FileBackendException failure = failure(GitServersAccess.to("git://127.0.0.1:" + port + "/r.git"));
        assertThat(failure).hasMessageContaining("127.0.0.1:" + port + " refuses the connection");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    @Timeout(20)
    void aServerThatIsSilentIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "git://127.0.0.1:" + silent.getLocalPort() + "/r.git";
            FileBackendException failure = failure(GitServersAccess.to(url).timeout(Duration.ofSeconds(1)));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("has not answered in time");
            assertThat(failure.retryable()).isTrue();
        }
    }
}
