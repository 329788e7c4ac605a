package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesOnPageTest {

    private static final List<String> FILE = List.of("class A {", "    void a() {", "        one();", "",
            "        if (two) {", "            three();", "        }", "    }", "}");

    @Test
    void aSampleMayBeIndentedAsAWhole() {
        assertThat(SamplesOnPage.isIn(FILE, List.of("one();", "", "if (two) {", "    three();", "}"))).isTrue();
        assertThat(SamplesOnPage.isIn(FILE, List.of("    one();"))).isTrue();
        assertThat(SamplesOnPage.isIn(FILE, FILE)).isTrue();
    }

    @Test
    void everyLineMustBeThereInOrder() {
        assertThat(SamplesOnPage.isIn(FILE, List.of("one();", "if (two) {"))).isFalse();
        assertThat(SamplesOnPage.isIn(FILE, List.of("if (two) {", "three();"))).isFalse();
        assertThat(SamplesOnPage.isIn(FILE, List.of("two();"))).isFalse();
        assertThat(SamplesOnPage.isIn(FILE, List.of("            one();"))).isFalse();
    }

    @Test
    void onlyFencesOfJavaAreSamples() {
        assertThat(SamplesOnPage.samplesIn(List.of("text", "```java", "one();", "```", "```", "plain", "```",
                "```sh", "ls", "```", "  ```java", "  two();", "  ```")))
                .containsExactly(List.of("one();"), List.of("  two();"));
        assertThatThrownBy(() -> SamplesOnPage.samplesIn(List.of("```java", "one();")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aPageWithoutSamplesOrWithAForeignOneIsReported() throws IOException {
        assertThatThrownBy(() -> SamplesOnPage.of("docs/decisions/README.md").areIn(SamplesOnPageTest.class))
                .isInstanceOf(AssertionError.class).hasMessageContaining("decisions");
        assertThatThrownBy(() -> SamplesOnPage.of("docs/compatibility.md").areIn(SamplesOnPageTest.class))
                .isInstanceOf(AssertionError.class).hasMessageContaining("shows what no test runs");
    }
}
