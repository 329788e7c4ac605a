package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, by {@code limit}, {@code order}, {@code after} and {@code before}. Objects of the same second are
 * ordered as they were created. A cursor that is no longer in the list is refused with 400: what the live service does
 * then is not documented.
 *
 * <p>The API description asks for {@code first_id} and {@code last_id} as strings also when the list is empty; users
 * have seen null there. The emulator follows the description and answers empty strings.
 */
final class Page<T> {
    private final List<T> items;
    private final Function<T, String> id;
    private boolean more;

    private Page(Collection<T> created, Function<T, String> id, boolean ascending) {
        this.items = new ArrayList<>(created);
        this.id = id;
        if (!ascending) {
            Collections.reverse(items);
        }
    }

    /** The page that the query asks for, of objects that are given in the order of their creation. */
    static <T> ObjectNode of(Collection<T> created, Query query, int standard, int largest, Function<T, String> id,
            Function<T, ObjectNode> json) {
        int limit = query.limit(standard, largest);
        Page<T> page = new Page<>(created, id, query.ascending());
        return page.render(page.cut(query.text("after"), query.text("before"), limit), json);
    }

    private List<T> cut(Optional<String> after, Optional<String> before, int limit) {
        int start = after.map(cursor -> position(cursor, "after") + 1).orElse(0);
        int end = before.map(cursor -> position(cursor, "before")).orElse(items.size());
        List<T> range = items.subList(Math.min(start, end), end);
        more = range.size() > limit;
        if (before.isPresent() && after.isEmpty()) {
            return range.subList(Math.max(0, range.size() - limit), range.size());
        }
        return range.subList(0, Math.min(limit, range.size()));
    }

    private int position(String cursor, String param) {
        for (int i = 0; i < items.size(); i++) {
            if (id.apply(items.get(i)).equals(cursor)) {
                return i;
            }
        }
        throw ApiException.badRequest("No object with id '" + cursor + "' in this list.", param);
    }

    private ObjectNode render(List<T> page, Function<T, ObjectNode> json) {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        page.forEach(item -> data.add(json.apply(item)));
        list.put("first_id", page.isEmpty() ? "" : id.apply(page.get(0)));
        list.put("last_id", page.isEmpty() ? "" : id.apply(page.get(page.size() - 1)));
        return list.put("has_more", more);
    }
}
