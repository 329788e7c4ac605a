package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** The kit is worth something if it fails where a store is wrong: here are stores that are. */
class KitFindsFaultsTest {

    private static UnaryOperator<Store> fault = UnaryOperator.identity();

    /** Not found by its name: it is run with a fault. */
    static class Subject extends MemoryContract {

        Subject() {
            super(new MemoryStore());
        }

        @Override
        protected Store openStore() {
            return fault.apply(super.openStore());
        }
    }

    /** The tests of these parts of the contract that fail on a store with a fault. */
    private static List<String> failuresWith(UnaryOperator<Store> wrong, Class<?>... parts) {
        fault = wrong;
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(parts).map(part -> selectNestedClass(List.of(Subject.class), part)).toList())
                .build(), listener);
        fault = UnaryOperator.identity();
        assertThat(listener.getSummary().getTestsStartedCount()).isGreaterThan(parts.length);
        return listener.getSummary().getFailures().stream().map(Failure::getTestIdentifier)
                .map(test -> test.getLegacyReportingName().replaceAll("\\(.*", "")).distinct().toList();
    }

    @Test
    void aStoreThatIsRightHasNoFailures() {
        assertThat(failuresWith(UnaryOperator.identity(), StoreContract.Publishing.class, StoreContract.Locking.class,
                StoreContract.Looking.class, FileBackendContract.Creating.class)).isEmpty();
    }

    @Test
    void guardsThatAreNotAskedAreFound() {
        assertThat(failuresWith(inner -> new ForwardingStore(inner) {
            @Override
            public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
                return super.publish(changes.stream().map(this::unguarded).toList(), durable);
            }

            private Change unguarded(Change change) {
                return change instanceof Change.Put put ? new Change.Put(put.path(), put.content(), Guard.NONE)
                        : change;
            }
        }, StoreContract.Publishing.class, FileBackendContract.Creating.class, FileBackendContract.Concurrency.class,
                FileBackendContract.ConditionalWrites.class)).contains("aGuardIsAskedAboutWhatIsThere",
                        "whatExistsIsNotCreatedAgain",
                        "ofSeveralWhoCreateTheSameFileExactlyOneSucceeds",
                        "ofSeveralWhoKnowTheSameVersionExactlyOneWins");
    }

    @Test
    void locksThatDoNotExcludeAreFound() {
        assertThat(failuresWith(inner -> new ForwardingStore(inner) {
            @Override
            public StoreLock lock(LockScope scope, Duration timeout) {
                return () -> {};
            }
        }, StoreContract.Locking.class)).contains("scopesThatTouchExcludeEachOther", "aLockIsFreedByClosingItOnce");
    }

    @Test
    void changesThatAreMadeOneByOneAreFound() {
        assertThat(failuresWith(inner -> new ForwardingStore(inner) {
            @Override
            public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
                List<FileInfo> results = new ArrayList<>();
                for (Change change : changes) {
                    results.addAll(super.publish(List.of(change), durable));
                }
                return results;
            }
        }, StoreContract.Publishing.class)).contains("severalChangesAreMadeAllOrNone");
    }

    @Test
    void stagedContentThatShowsIsFound() {
        assertThat(failuresWith(inner -> new ForwardingStore(inner) {
            @Override
            public Staging stage(StageRequest request) throws IOException {
                ((MemoryStore) inner()).foreignWrite(".staged", new byte[0]);
                return super.stage(request);
            }
        }, StoreContract.Publishing.class, FileBackendContract.Creating.class, FileBackendContract.Failures.class))
                .contains("whatIsStagedIsNotSeen", "parentsAreMade", "nothingIsCreatedFromASourceThatFails");
    }

    @Test
    void aVersionThatStaysIsFound() {
        assertThat(failuresWith(inner -> new ForwardingStore(inner) {
            @Override
            public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
                return super.stat(path, detail).map(info -> info.toBuilder().version("always").build());
            }
        }, FileBackendContract.Writing.class, FileBackendContract.ConditionalWrites.class))
                .contains("theVersionChangesWheneverTheContentChanges", "whoKnowsTheVersionMayWrite");
    }

    @Test
    void aReaderThatIgnoresItsOffsetIsFound() {
        assertThat(failuresWith(inner -> new ForwardingStore(inner) {
            @Override
            public StoreReader open(StorePath path, long offset) throws IOException {
                return super.open(path, 0);
            }
        }, StoreContract.Looking.class, FileBackendContract.Reading.class)).contains("fromAnOffsetTheRestIsRead",
                "anOffsetBeyondTheEndIsNothingToRead");
    }
}
