package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that are programs, started as their page says; what they do is tested beside them. */
class ExampleProgramsIT {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
            "plain-java/target/site-report.jar, nosuch:///x,             'file, git, git+file,'",
            "git-notes/target/git-notes.jar,    list,                    'git, git+file,'",
            "questions/target/questions.jar,    nosuch:///x ask why,     'file, openai+vector'",
            "mirror/target/mirror.jar,          nosuch:///x nosuch:///y, 'file, git, git+file,'"})
    void itsJarFindsTheLibraryAndItsBackends(String jar, String words, String schemes) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Jvm.home().resolve("bin/java").toString(), "-jar",
                Path.of(System.getProperty("f9.examples"), jar).toString());
        builder.command().addAll(List.of(words.split(" ")));
        builder.environment().put("NOTES", "nosuch:///x");

        Finished program = Finished.of(builder, folder);

        assertThat(program.err()).contains("unknown scheme 'nosuch'; known are " + schemes).hasLineCount(1);
        assertThat(program.status()).isEqualTo(2);
    }
}
