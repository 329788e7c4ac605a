package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.WriteOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** CONTRACT section 1, sentence 5: symbolic links, where there can be any and the test can make them. */
abstract class LinkContract extends ContractSection {

    private static final String FAR_OUT = "../../../../../../../../../../../../../../../../etc/hostname";

    /** Moved without the help of the store, a link would have to be made anew, which nobody but the store can. */
    private void requiresToMoveLinks() {
        assumeTrue(can(Feature.NATIVE_MOVE) || can(Feature.NATIVE_COPY), "the backend cannot make links");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#following")
    void aLinkOutOfTheRootIsRefusedForReadingAndWriting(Operation operation) throws Exception {
        operation.prepare(backend);
        link("relative", FAR_OUT);
        link("absolute", "/etc/hostname");
        link("dangling", "/no/such/place");
        assertRefused(Reason.OUTSIDE_ROOT, () -> operation.perform(backend, "relative"));
        assertRefused(Reason.OUTSIDE_ROOT, () -> operation.perform(backend, "absolute"));
        assertRefused(Reason.OUTSIDE_ROOT, () -> operation.perform(backend, "dangling"));
    }

    @ParameterizedTest
    @EnumSource
    void aLinkOutOfTheRootOnTheWayIsRefused(Operation operation) throws Exception {
        operation.prepare(backend);
        link("out", "/etc");
        assertRefused(Reason.OUTSIDE_ROOT, () -> operation.perform(backend, "out/hostname"));
    }

    @Test
    void whatExistsThroughALinkIsNotCreatedAgain() throws Exception {
        create("real.txt", "real");
        link("link", "real.txt");
        assertFails(AlreadyExistsException.class, () -> create("link", "x"));
        assertFails(AlreadyExistsException.class, () -> backend.copy("real.txt", "link"));
        assertThat(text("real.txt")).isEqualTo("real");
    }

    @Test
    void aLinkInsideIsFollowedByWhatReads() throws Exception {
        create("dir/real.txt", "real");
        link("dir/link", "real.txt");
        link("over", "dir/link");
        assertThat(text("over")).isEqualTo("real");
        assertThat(backend.read("dir/link")).asString().isEqualTo("real");
        assertThat(backend.checksum("over")).isEqualTo(backend.checksum("dir/real.txt"));
        assertThat(backend.copy("over", "copy").type()).isEqualTo(FileType.FILE);
        assertThat(text("copy")).isEqualTo("real");
    }

    @Test
    void aLinkInsideIsFollowedByWhatWrites() throws Exception {
        create("dir/real.txt", "real");
        link("link", "dir/real.txt");
        backend.create("link", Content.of("created"), WriteOption.OVERWRITE);
        assertThat(text("dir/real.txt")).isEqualTo("created");
        backend.write("link", Content.of("written"));
        assertThat(text("dir/real.txt")).isEqualTo("written");
        backend.update("link", Content.of("updated"));
        assertThat(text("dir/real.txt")).isEqualTo("updated");
        backend.append("link", Content.of(" and more"));
        assertThat(text("dir/real.txt")).isEqualTo("updated and more");
        assertThat(backend.info("link").type()).isEqualTo(FileType.SYMLINK);
    }

    @Test
    void aLinkInTheMiddleOfAPathIsFollowed() throws Exception {
        create("real/dir/a.txt", "a");
        link("link", "real/dir");
        assertThat(text("link/a.txt")).isEqualTo("a");
        create("link/new/b.txt", "b");
        assertThat(text("real/dir/new/b.txt")).isEqualTo("b");
        backend.move("link/a.txt", "link/moved.txt");
        backend.delete("link/new", DeleteOption.RECURSIVE);
        assertThat(walk("real")).containsExactly("real/dir", "real/dir/moved.txt");
    }

    @Test
    void aWayUpInsideTheRootIsNoWayOut() throws Exception {
        create("a/b/c.txt", "c");
        create("top.txt", "top");
        link("a/b/up", "../../top.txt");
        assertThat(text("a/b/up")).isEqualTo("top");
    }

    @Test
    void infoAndListTellOfTheLinkItself() throws Exception {
        create("real.txt", "a longer text than the path");
        link("link", "real.txt");
        link("out", "/etc");
        for (String path : new String[] {"link", "out"}) {
            FileInfo info = backend.info(path);
            assertThat(info.type()).isEqualTo(FileType.SYMLINK);
            assertThat(info.path()).isEqualTo(path);
            assertThat(info.encoding()).isEmpty();
            assertThat(backend.exists(path)).isTrue();
        }
        assertThat(backend.list("").stream().map(FileInfo::type))
                .containsExactly(FileType.SYMLINK, FileType.SYMLINK, FileType.FILE);
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.list("link"));
    }

    @Test
    void listingALinkToADirectoryIsNoWayThroughIt() throws Exception {
        createAll("real/a");
        link("link", "real");
        link("out", "/etc");
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.list("link"));
        assertRefused(Reason.NOT_DIRECTORY, () -> walk("link"));
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.list("out"));
    }

    @Test
    void globAndWalkNeverFollowALink() throws Exception {
        createAll("real/a.txt");
        link("link", "real");
        link("out", "/etc");
        link("loop", ".");
        assertThat(walk("")).containsExactly("link", "loop", "out", "real", "real/a.txt");
        assertThat(backend.glob("**")).containsExactly("link", "loop", "out", "real/a.txt");
        assertThat(backend.glob("link/*")).isEmpty();
        assertThat(backend.glob("out/**")).containsExactly("out");
        assertThat(backend.glob("*/a.txt")).containsExactly("real/a.txt");
        assertThat(backend.glob("*", GlobOption.DIRECTORIES_ONLY)).containsExactly("real");
    }

    @Test
    void deleteActsOnTheLinkItself() throws Exception {
        createAll("real/a.txt", "tree/b.txt");
        link("link", "real");
        link("tree/link", "../real");
        backend.delete("link", DeleteOption.RECURSIVE);
        backend.delete("tree", DeleteOption.RECURSIVE);
        assertThat(walk("")).containsExactly("real", "real/a.txt");
    }

    @Test
    void aLinkOutOfTheRootOrToNothingCanBeDeletedAndMoved() throws Exception {
        link("out", "/etc/hostname");
        link("nowhere", "missing");
        requiresToMoveLinks();
        assertThat(backend.move("out", "moved").type()).isEqualTo(FileType.SYMLINK);
        backend.delete("nowhere");
        assertThat(walk("")).containsExactly("moved");
        backend.delete("moved");
        assertThat(walk("")).isEmpty();
    }

    @Test
    void moveActsOnTheLinkItself() throws Exception {
        create("real.txt", "real");
        link("link", "real.txt");
        requiresToMoveLinks();
        assertThat(backend.move("link", "moved").type()).isEqualTo(FileType.SYMLINK);
        assertThat(text("moved")).isEqualTo("real");
        assertThat(list("")).containsExactly("moved", "real.txt");
    }

    @Test
    void moveReplacesALinkAndNotWhatItLeadsTo() throws Exception {
        create("real.txt", "real");
        create("new.txt", "new");
        link("link", "real.txt");
        backend.move("new.txt", "link", WriteOption.OVERWRITE);
        assertThat(backend.info("link").type()).isEqualTo(FileType.FILE);
        assertThat(text("link")).isEqualTo("new");
        assertThat(text("real.txt")).isEqualTo("real");
    }

    @Test
    void aTreeKeepsItsLinksWhenItIsMoved() throws Exception {
        create("tree/real.txt", "real");
        link("tree/link", "real.txt");
        requiresToMoveLinks();
        backend.move("tree", "moved");
        assertThat(backend.info("moved/link").type()).isEqualTo(FileType.SYMLINK);
        assertThat(text("moved/link")).isEqualTo("real");
    }

    @Test
    void aTreeKeepsItsLinksWhenItIsCopied() throws Exception {
        create("tree/real.txt", "real");
        link("tree/link", "real.txt");
        requires(Feature.NATIVE_COPY);
        backend.copy("tree", "copy");
        backend.update("tree/real.txt", Content.of("changed"));
        assertThat(backend.info("copy/link").type()).isEqualTo(FileType.SYMLINK);
        assertThat(text("copy/link")).isEqualTo("real");
    }

    @Test
    void aDirectoryIsNotPutIntoItselfByWayOfALink() throws Exception {
        createAll("dir/a.txt");
        link("link", "dir");
        assertRefused(Reason.INTO_ITSELF, () -> backend.move("dir", "link/below"));
        assertRefused(Reason.INTO_ITSELF, () -> backend.copy("dir", "link/below"));
        assertThat(walk("")).containsExactly("dir", "dir/a.txt", "link");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#following")
    void linksInACircleAreRefused(Operation operation) throws Exception {
        link("one", "two");
        link("two", "one");
        assertRefused(Reason.LINK_LOOP, () -> operation.perform(backend, "one"));
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#followingWhatIsThere")
    void aLinkToNothingIsNotFound(Operation operation) throws Exception {
        link("link", "missing.txt");
        assertNotFound(() -> operation.perform(backend, "link"));
        assertThat(backend.exists("missing.txt")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#followingToAFile")
    void aLinkToADirectoryIsNoFile(Operation operation) throws Exception {
        createAll("dir/a.txt");
        link("link", "dir");
        assertRefused(Reason.IS_DIRECTORY, () -> operation.perform(backend, "link"));
    }

    @Test
    void aTreeIsCopiedWhereALinkLeadsToNothingYet() throws Exception {
        createAll("tree/sub/a");
        link("link", "new/place");
        backend.copy("tree", "link/copy");
        assertThat(walk("new")).containsExactly("new/place", "new/place/copy", "new/place/copy/sub",
                "new/place/copy/sub/a");
    }

    @Test
    void aLinkThatLeadsBelowAFileDoesNotLeadToThatFile() throws Exception {
        create("file", "untouched");
        link("link", "file/below");
        assertNotFound(() -> backend.update("link", Content.of("x")));
        assertNotFound(() -> backend.append("link", Content.of("x")));
        assertNotFound(() -> backend.readText("link"));
        assertNotFound(() -> backend.copy("link", "copy"));
        assertRefused(Reason.NOT_DIRECTORY, () -> backend.write("link", Content.of("x")));
        assertThat(text("file")).isEqualTo("untouched");
        assertThat(list("")).containsExactly("file", "link");
    }
}
