package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.foundry9.filebackend.core.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WritersTest {

    @Test
    void jsonIsReadBackAsItWas() throws Exception {
        Map<String, Object> all = Map.of("text", "\"a\\b\"\n\u0001é\uD83D\uDE00", "number", 5, "flag", true,
                "list", List.of("x", Map.of("y", List.of())));
        assertThat(new ObjectMapper().readValue(Json.of(all), Object.class)).isEqualTo(all);
    }

    @Test
    void whatBelongsToALineStandsFurtherIn() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", "a");
        item.put("more", Map.of("list", List.of(1, 2)));
        assertThat(PlainText.of(Map.of("items", List.of(item, item)))).isEqualTo("""
                items:
                  a
                    more:
                      list: 1, 2
                  a
                    more:
                      list: 1, 2
                """);
    }

    @Test
    void aNameThatHoldsALineBreakStaysOnItsLine() {
        assertThat(PlainText.of(Map.of("name", "a\nb\u001bc"))).isEqualTo("name: a b c\n");
    }
}
